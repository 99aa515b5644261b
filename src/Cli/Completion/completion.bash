# Completion of pix2pitch for bash.
_pix2pitch() {
  local current="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
  COMPREPLY=($(compgen -W "$(pix2pitch "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$current"))
  # Where nothing is suggested, files are.
  compopt -o default 2>/dev/null
}
complete -F _pix2pitch pix2pitch
