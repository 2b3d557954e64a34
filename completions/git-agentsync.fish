function __git-agentsync_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __git-agentsync_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __git-agentsync_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __git-agentsync_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __git-agentsync_parse_tokens -S
    set -l unparsed_tokens (__git-agentsync_tokens -pc)
    switch $unparsed_tokens[1]
    case 'git-agentsync'
        __git-agentsync_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'init'
            __git-agentsync_parse_subcommand 0 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'target=+' 'adopt' 'version' 'h/help'
        case 'status'
            __git-agentsync_parse_subcommand 0 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'sync'
            __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'dry-run' 'staged' 'no-commit' 'adopt' 'replace' 'allow-removals' 'fix-references' 'conflicts=' 'all-or-nothing' 'version' 'h/help'
        case 'check'
            __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'base=' 'head=' 'staged' 'worktree' 'version' 'h/help'
        case 'continue'
            __git-agentsync_parse_subcommand 0 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'resolve'
            __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'ours' 'theirs' 'union' 'remembered' 'version' 'h/help'
        case 'skip'
            __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'abort'
            __git-agentsync_parse_subcommand 0 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'memory'
            __git-agentsync_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __git-agentsync_parse_subcommand 0 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'show'
                __git-agentsync_parse_subcommand 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'forget'
                __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'push'
                __git-agentsync_parse_subcommand 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'fetch'
                __git-agentsync_parse_subcommand 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'refs'
            __git-agentsync_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __git-agentsync_parse_subcommand 0 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'head=' 'staged' 'to=' 'from=' 'version' 'h/help'
            case 'check'
                __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'head=' 'staged' 'version' 'h/help'
            case 'fix'
                __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'dry-run' 'version' 'h/help'
            case 'map'
                __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'head=' 'staged' 'all' 'since=' 'version' 'h/help'
            end
        case 'diff'
            __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'staged' 'exit-code' 'version' 'h/help'
        case 'impact'
            __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'staged' 'worktree' 'format=' 'version' 'h/help'
        case 'log'
            __git-agentsync_parse_subcommand -r 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'n/max-count=' 'version' 'h/help'
        case 'show'
            __git-agentsync_parse_subcommand 1 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'undo'
            __git-agentsync_parse_subcommand 0 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'doctor'
            __git-agentsync_parse_subcommand 0 'C=' 'json' 'no-color' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'hook'
            __git-agentsync_parse_subcommand -r 2 'version' 'h/help'
        case 'merge-driver'
            __git-agentsync_parse_subcommand -r 6 'version' 'h/help'
        case 'version'
            __git-agentsync_parse_subcommand 0 'version' 'h/help'
        case 'help'
            __git-agentsync_parse_subcommand -r 1 'version'
        end
    end
end

function __git-agentsync_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __git-agentsync_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __git-agentsync_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __git-agentsync_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__git-agentsync_tokens -p)
    if test -z "$(__git-agentsync_tokens -t)"
        set -l index (count (__git-agentsync_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'git-agentsync' -f
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'init' -d 'Set a repository up: configuration, .gitattributes and first outputs in one commit.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'status' -d 'Show how every output stands at HEAD, and what index and work tree hold beyond it.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'sync' -d 'Bring outputs in step with the library at HEAD, in one sync commit.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'check' -d 'Judge whether outputs are in step, and write nothing; the gate of pull requests.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'continue' -d 'Conclude the conflicts of a sync, or of a merge\'s outputs.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'resolve' -d 'Settle open conflicts in one way and stage the outputs.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'skip' -d 'Put unsettled outputs back as they were, and conclude the settled ones.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'abort' -d 'Put the outputs in conflict back as they were; what the sync committed stays.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'memory' -d 'Show, forget and exchange how conflicts were settled.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'refs' -d 'List references, find and mend broken ones, and tell where renamed files went.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'diff' -d 'Show what changed in the agents, by section and field, and the outputs it touches.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'impact' -d 'Show every output that a change reaches, with the chain that leads there.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'log' -d 'List the commits that changed an output, newest first.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'show' -d 'Show what a commit did to outputs, and the sources it changed along with them.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'undo' -d 'Undo the last operation of the tool in this repository; once more redoes it.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'doctor' -d 'Say what in this repository or on this machine stands in the way, with the cure.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'hook' -d 'Do what a hook of git is for.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'merge-driver' -d 'Merge one file for git: front matter by key, body by section.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'version' -d 'Print the version of git-agentsync.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync init" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync init" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync init" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync init" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync init" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync init"' -l 'target' -d 'A kind of output: prompt (the default), agent or skill; may be given several times.' -rfka 'prompt agent skill'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync init" adopt' -l 'adopt' -d 'Keep files that stand where outputs belong as hand edits.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync init" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync init" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync status" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync status" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync status" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync status" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync status" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync status" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" dry-run' -l 'dry-run' -d 'Show what would be done and write nothing.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" staged' -l 'staged' -d 'Plan from the index, and stage the outputs instead of committing them.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" no-commit' -l 'no-commit' -d 'Plan from the work tree, and write only there.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" adopt' -l 'adopt' -d 'Keep what stands in the way as a hand edit over what is generated.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" replace' -l 'replace' -d 'Write what is generated over what stands in the way; needs AGENT or a path.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" allow-removals' -l 'allow-removals' -d 'Let many outputs go at once.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" fix-references' -l 'fix-references' -d 'Write references anew that lead nowhere, where it is sure what they meant.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" conflicts' -l 'conflicts' -d 'Open conflicts for you to settle, or leave the outputs as they are (open, leave).' -rfka 'open leave'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" all-or-nothing' -l 'all-or-nothing' -d 'Commit nothing while some output can\'t be brought in step.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync sync" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" base' -l 'base' -d 'Judge only what changed since.' -rfka ''
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" head' -l 'head' -d 'Judge this commit instead of HEAD.' -rfka ''
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" staged' -l 'staged' -d 'Judge the index.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" worktree' -l 'worktree' -d 'Judge the work tree.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync continue" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync continue" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync continue" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync continue" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync continue" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync continue" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync continue" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" ours' -l 'ours' -d 'Take the hand edit.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" theirs' -l 'theirs' -d 'Take what is generated.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" union' -l 'union' -d 'Take both, the hand edit first.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" remembered' -l 'remembered' -d 'Take what it was settled to before, by you or by others.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync resolve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync skip" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync skip" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync skip" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync skip" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync skip" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync skip" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync skip" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync abort" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync abort" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync abort" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync abort" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync abort" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync abort" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync abort" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync memory" -eq 1' -fa 'list' -d 'List the settled conflicts that are remembered, newest first.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync memory" -eq 1' -fa 'show' -d 'Show a settled conflict: the three texts and what became of them.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync memory" -eq 1' -fa 'forget' -d 'Forget settled conflicts, one\'s own and fetched ones.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync memory" -eq 1' -fa 'push' -d 'Add one\'s own memory to that of a remote.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync memory" -eq 1' -fa 'fetch' -d 'Fetch the memory of a remote; it is offered, not applied.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory list" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory list" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory list" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory list" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory list" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory list" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory show" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory show" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory show" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory show" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory show" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory show" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory forget" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory forget" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory forget" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory forget" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory forget" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory forget" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory forget" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory push" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory push" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory push" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory push" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory push" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory push" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory push" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory fetch" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory fetch" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory fetch" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory fetch" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory fetch" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory fetch" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync memory fetch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync refs" -eq 1' -fa 'list' -d 'List references: all, those of a document, or those to a file.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync refs" -eq 1' -fa 'check' -d 'List references that lead nowhere, and where they were to lead.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync refs" -eq 1' -fa 'fix' -d 'Write references anew that lead nowhere, in the work tree, where the answer is sure.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync refs" -eq 1' -fa 'map' -d 'Show where the files of one commit are in another, or where a file is now.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" head' -l 'head' -d 'Read this commit instead of the work tree.' -rfka ''
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" staged' -l 'staged' -d 'Read the index.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" to' -l 'to' -d 'Only those to this file, folder or agent.' -rfka ''
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" from' -l 'from' -d 'Only those of this document or folder.' -rfka ''
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs check" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs check" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs check" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs check" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs check" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs check" head' -l 'head' -d 'Read this commit instead of the work tree.' -rfka ''
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs check" staged' -l 'staged' -d 'Read the index.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs check" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs fix" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs fix" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs fix" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs fix" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs fix" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs fix" dry-run' -l 'dry-run' -d 'Show what would be done and write nothing.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs fix" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs fix" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" head' -l 'head' -d 'Read this commit instead of the work tree.' -rfka ''
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" staged' -l 'staged' -d 'Read the index.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" all' -l 'all' -d 'Show every path, not the library\'s alone.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" since' -l 'since' -d 'Tell where this file is now.' -rfka ''
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync refs map" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync diff" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync diff" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync diff" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync diff" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync diff" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync diff" cached staged' -l 'staged' -l 'cached' -d 'Compare with the index.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync diff" exit-code' -l 'exit-code' -d 'Exit with 1 where something differs.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync diff" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync diff" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync impact" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync impact" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync impact" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync impact" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync impact" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync impact" staged' -l 'staged' -d 'Look at the index instead of HEAD.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync impact" worktree' -l 'worktree' -d 'Look at the work tree instead of HEAD.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync impact" format' -l 'format' -d 'The form of the answer; --json is short for \'json\'.' -rfka 'text json mermaid dot'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync impact" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync impact" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync log" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync log" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync log" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync log" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync log" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync log" max-count n' -s 'n' -l 'max-count' -d 'List at most this many commits.' -rfka ''
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync log" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync log" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync show" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync show" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync show" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync show" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync show" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync show" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync undo" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync undo" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync undo" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync undo" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync undo" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync undo" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync undo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync doctor" C' -s 'C' -d 'Run as if started in this folder.' -rfa '(__git-agentsync_complete_directories)'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync doctor" json' -l 'json' -d 'Print the answer as JSON.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync doctor" no-color' -l 'no-color' -d 'Print without colours (NO_COLOR does the same).'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync doctor" q quiet' -l 'quiet' -s 'q' -d 'Print errors only.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync doctor" v verbose' -l 'verbose' -s 'v' -d 'Print more: outputs in step, files passed over.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync doctor" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_positional "git-agentsync hook" -eq 1' -fka 'pre-commit post-commit pre-merge-commit post-merge post-checkout post-rewrite pre-push'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync hook" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync hook" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync merge-driver" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync merge-driver" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync version" version' -l 'version' -d 'Show the version.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync version" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'git-agentsync' -n '__git-agentsync_should_offer_completions_for_flags_or_options "git-agentsync help" version' -l 'version' -d 'Show the version.'
