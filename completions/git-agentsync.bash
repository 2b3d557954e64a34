#!/bin/bash

__git-agentsync_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__git-agentsync_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__git-agentsync_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__git-agentsync_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_git-agentsync() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __git-agentsync_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    init|status|sync|check|continue|resolve|skip|abort|memory|refs|diff|impact|log|show|undo|explain|hooks|doctor|hook|merge-driver|version|help)
        # Offer subcommand argument completions
        "_git-agentsync_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'init status sync check continue resolve skip abort memory refs diff impact log show undo explain hooks doctor hook merge-driver version help' -- "${cur}"))
        ;;
    esac
}

_git-agentsync_init() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --adopt --hooks --version -h --help)
    repeating_options=(--target)
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    '--target')
        __git-agentsync_add_completions -W 'prompt'$'\n''agent'$'\n''skill'
        return
        ;;
    esac
}

_git-agentsync_status() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --untrusted --no-untrusted --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_sync() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --dry-run --staged --no-commit --adopt --replace --allow-removals --fix-references --all-or-nothing --version -h --help)
    repeating_options=()
    non_repeating_options=(-C --conflicts)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    '--conflicts')
        __git-agentsync_add_completions -W 'open'$'\n''leave'
        return
        ;;
    esac
}

_git-agentsync_check() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --untrusted --no-untrusted --allow-widening --staged --worktree --fix --version -h --help)
    repeating_options=(--format)
    non_repeating_options=(-C --base --head --remote --branch)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    '--base')
        return
        ;;
    '--head')
        return
        ;;
    '--format')
        return
        ;;
    '--remote')
        return
        ;;
    '--branch')
        return
        ;;
    esac
}

_git-agentsync_continue() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_resolve() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --ours --theirs --union --remembered --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_skip() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_abort() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_memory() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __git-agentsync_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|show|forget|push|fetch)
        # Offer subcommand argument completions
        "_git-agentsync_memory_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show forget push fetch' -- "${cur}"))
        ;;
    esac
}

_git-agentsync_memory_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_memory_show() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_memory_forget() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_memory_push() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_memory_fetch() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_refs() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __git-agentsync_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|check|fix|map)
        # Offer subcommand argument completions
        "_git-agentsync_refs_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list check fix map' -- "${cur}"))
        ;;
    esac
}

_git-agentsync_refs_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --untrusted --no-untrusted --staged --version -h --help)
    repeating_options=()
    non_repeating_options=(-C --head --to --from)
    __git-agentsync_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    '--head')
        return
        ;;
    '--to')
        return
        ;;
    '--from')
        return
        ;;
    esac
}

_git-agentsync_refs_check() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --untrusted --no-untrusted --staged --version -h --help)
    repeating_options=()
    non_repeating_options=(-C --head)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    '--head')
        return
        ;;
    esac
}

_git-agentsync_refs_fix() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --dry-run --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_refs_map() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --untrusted --no-untrusted --staged --all --version -h --help)
    repeating_options=()
    non_repeating_options=(-C --head --since)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    '--head')
        return
        ;;
    '--since')
        return
        ;;
    esac
}

_git-agentsync_diff() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --untrusted --no-untrusted --staged --cached --exit-code --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_impact() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --untrusted --no-untrusted --staged --worktree --version -h --help)
    repeating_options=()
    non_repeating_options=(-C --format)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    '--format')
        __git-agentsync_add_completions -W 'text'$'\n''json'$'\n''mermaid'$'\n''dot'
        return
        ;;
    esac
}

_git-agentsync_log() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --untrusted --no-untrusted --version -h --help)
    repeating_options=()
    non_repeating_options=(-C -n --max-count)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    '-n'|'--max-count')
        return
        ;;
    esac
}

_git-agentsync_show() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --untrusted --no-untrusted --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_undo() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_explain() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __git-agentsync_offer_flags_options 1
}

_git-agentsync_hooks() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __git-agentsync_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    install|uninstall|status)
        # Offer subcommand argument completions
        "_git-agentsync_hooks_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'install uninstall status' -- "${cur}"))
        ;;
    esac
}

_git-agentsync_hooks_install() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __git-agentsync_add_completions -W 'pre-commit'$'\n''post-commit'$'\n''pre-merge-commit'$'\n''post-merge'$'\n''post-checkout'$'\n''post-rewrite'$'\n''pre-push'
        return
        ;;
    esac
}

_git-agentsync_hooks_uninstall() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __git-agentsync_add_completions -W 'pre-commit'$'\n''post-commit'$'\n''pre-merge-commit'$'\n''post-merge'$'\n''post-checkout'$'\n''post-rewrite'$'\n''pre-push'
        return
        ;;
    esac
}

_git-agentsync_hooks_status() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_doctor() {
    repeating_flags=()
    non_repeating_flags=(--json --no-color --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-C)
    __git-agentsync_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-C')
        __git-agentsync_add_completions -d
        return
        ;;
    esac
}

_git-agentsync_hook() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __git-agentsync_offer_flags_options -1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __git-agentsync_add_completions -W 'pre-commit'$'\n''post-commit'$'\n''pre-merge-commit'$'\n''post-merge'$'\n''post-checkout'$'\n''post-rewrite'$'\n''pre-push'
        return
        ;;
    esac
}

_git-agentsync_merge-driver() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __git-agentsync_offer_flags_options -1
}

_git-agentsync_version() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __git-agentsync_offer_flags_options 0
}

_git-agentsync_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __git-agentsync_offer_flags_options -1
}

complete -o filenames -F _git-agentsync git-agentsync

_git_agentsync() {
    local -i at=0
    while [[ "${at}" -lt "${#COMP_WORDS[@]}" && "${COMP_WORDS[at]}" != agentsync ]]; do
        at+=1
    done
    local -a COMP_WORDS=(git-agentsync "${COMP_WORDS[@]:at+1}")
    local -i COMP_CWORD="$((COMP_CWORD - at))"
    _git-agentsync git-agentsync "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
}
