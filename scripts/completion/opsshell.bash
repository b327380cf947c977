# bash completion for opsshell
_opsshell() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=
    [ "$COMP_CWORD" -gt 0 ] && previous=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    case $previous in
        -Output) mapfile -t COMPREPLY < <(compgen -W 'table json jsonl junit sarif prometheus markdown' -- "$current"); return ;;
        -MinStatus) mapfile -t COMPREPLY < <(compgen -W 'NotApplicable Ok Info Warning Critical Unknown' -- "$current"); return ;;
        -WorkingDirectory | -wd) mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
        -Inventory | -KeyFilePath | -File | -f) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        -Check | -Area) mapfile -t COMPREPLY < <(opsshell complete "$previous" "$current" 2>/dev/null); return ;;
    esac
    local options='-Command -CommandWithArgs -EncodedCommand -File -NoLogo -NoProfile -NonInteractive -WorkingDirectory'
    if [ "$COMP_CWORD" -eq 1 ]; then
        # A script may have any name.
        mapfile -t COMPREPLY < <(compgen -W "audit $options --help --version" -- "$current"; compgen -f -- "$current")
    elif [[ ${COMP_WORDS[1]} = -* ]]; then
        case $current in
            -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current") ;;
            *) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
        esac
    elif [ "${COMP_WORDS[1]}" = audit ]; then
        case $current in
            -*) mapfile -t COMPREPLY < <(compgen -W "$(opsshell complete options '' 2>/dev/null)" -- "$current") ;;
            *) mapfile -t COMPREPLY < <(opsshell complete nodes "$current" 2>/dev/null) ;;
        esac
    fi
}
complete -F _opsshell opsshell
