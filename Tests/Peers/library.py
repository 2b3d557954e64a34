"""A library of so many files, of the kinds that all three tools read; from a seed, the same every time."""

import random

WORDS = """parser date token branch commit release change review test error warning report build file folder name
list table section header value key reader writer line column range offset text word sentence paragraph note step
plan task agent prompt skill rule server hook setting folder history merge conflict output source reference link"""
VERBS = "Read Write List Check Compare Keep Name Move Remove Count Sort Merge Split Explain Describe Test".split()


def sentence(random_, nouns):
    first, second, third = random_.sample(nouns, 3)
    return f"{random_.choice(VERBS)} each {first} of the {second}, and then its {third}."


def body(random_, nouns, title):
    lines = [f"# {title}", ""]
    for number in range(random_.randint(2, 6)):
        lines += [f"## Part {number + 1}", ""]
        lines += [sentence(random_, nouns) for _ in range(random_.randint(2, 6))]
        lines.append("")
        if random_.random() < 0.3:
            lines += ["```sh", f"make {random_.choice(nouns)}", "```", ""]
        if random_.random() < 0.4:
            lines += [f"- {sentence(random_, nouns)}" for _ in range(4)] + [""]
    return "\n".join(lines)


def files(count):
    """So many files by their paths: 35% agents, 25% prompts, 15% instructions, 25% skills."""
    random_ = random.Random(6)
    nouns = sorted(set(WORDS.split()))
    made = {}
    for number in range(count):
        name = f"{random_.choice(nouns)}-{random_.choice(nouns)}-{number}"
        about = f"{sentence(random_, nouns)[:-1]}. Use when a {random_.choice(nouns)} has changed."
        text = body(random_, nouns, name)
        kind = "aaaaaaapppppiiisssss"[number % 20]
        if kind == "a":
            made[f".github/agents/{name}.agent.md"] = (
                f"---\nname: {name}\ndescription: {about}\ntools: [read, search]\n---\n{text}")
        elif kind == "p":
            made[f".github/prompts/{name}.prompt.md"] = (
                f"---\ndescription: {about}\nagent: agent\ntools: [read, edit]\n---\n{text}")
        elif kind == "i":
            made[f".github/instructions/{name}.instructions.md"] = (
                f"---\ndescription: {about}\napplyTo: '**/*{number}.md'\n---\n{text}")
        else:
            made[f".github/skills/{name}/SKILL.md"] = f"---\nname: {name}\ndescription: {about}\n---\n{text}"
    return made
