# bash completion for opsshell
_opsshell() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=
    [ "$COMP_CWORD" -gt 0 ] && previous=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    case $previous in
        -Output) mapfile -t COMPREPLY < <(compgen -W 'table json jsonl junit sarif prometheus markdown' -- "$current"); return ;;
        -MinStatus) mapfile -t COMPREPLY < <(compgen -W 'NotApplicable Ok Info Warning Critical Unknown' -- "$current"); return ;;
        -Inventory | -KeyFilePath | -File | -f) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        -Check | -Area) mapfile -t COMPREPLY < <(opsshell complete "$previous" "$current" 2>/dev/null); return ;;
    esac
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W 'audit -Command -File -NoProfile --help --version' -- "$current"; compgen -f -X '!*.ps1' -- "$current")
    elif [ "${COMP_WORDS[1]}" = audit ]; then
        case $current in
            -*) mapfile -t COMPREPLY < <(compgen -W "$(opsshell complete options '' 2>/dev/null)" -- "$current") ;;
            *) mapfile -t COMPREPLY < <(opsshell complete nodes "$current" 2>/dev/null) ;;
        esac
    fi
}
complete -F _opsshell opsshell
