"""The command `completion`: a script for the shell, which asks `__complete` while one types."""

from __future__ import annotations

from tuiwork.cli.arguments import Operand, Usage
from tuiwork.cli.call import Call, Command

_BASH = """\
_tuiwork() {
    local word
    COMPREPLY=()
    while IFS=$'\\t' read -r word _; do
        COMPREPLY+=("$word")
    done < <(tuiwork __complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
}
complete -o default -F _tuiwork tuiwork
"""

_ZSH = """\
#compdef tuiwork
_tuiwork() {
    local -a found
    found=("${(@f)$(tuiwork __complete zsh "${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null)}")
    if (( ${#found} )) && [[ -n $found[1] ]]; then
        _describe -V tuiwork found
    else
        _files
    fi
}
compdef _tuiwork tuiwork
"""

_FISH = """\
complete --command tuiwork --no-files --keep-order \\
    --arguments '(tuiwork __complete fish (commandline --cut-at-cursor) 2>/dev/null)'
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
SHELL = Operand("SHELL", "bash, zsh or fish", offers="shells")


def _completion(call: Call) -> None:
    shell = call.arguments.word("SHELL")
    if shell not in SCRIPTS:
        raise Usage(f"there is no completion for “{shell}”; there is for {', '.join(SCRIPTS)}")
    call.output.out.write(SCRIPTS[shell])


def _complete(call: Call) -> None:
    from tuiwork.cli.candidates import candidates, split_line

    words, last = split_line(call.arguments.word("LINE"))
    shell = call.arguments.word("SHELL")
    for value, told in candidates(words, last, call.pinned):
        call.output.out.write(_row(shell, value, told, last) + "\n")


def _row(shell: str, value: str, told: str, last: str) -> str:
    """A candidate as the shell takes it: with what it is, where the shell shows that."""
    if shell == "zsh":
        return f"{value.replace(':', chr(92) + ':')}:{told}"
    if shell == "bash":
        # Bash takes what follows = or : for a word of its own.
        begun = max(last.rfind("="), last.rfind(":")) + 1
        return f"{value[begun:]}\t{told}"
    return f"{value}\t{told}"


completion = Command(_completion, (SHELL,), 'eval "$(tuiwork completion bash)"')
complete = Command(_complete, (SHELL, Operand("LINE", "the line so far", free=True)), "")
