# Completion of pix2pitch for bash.
_pix2pitch() {
  local line="${COMP_LINE:0:COMP_POINT}" current="${COMP_WORDS[COMP_CWORD]}" found IFS=$'\n'
  [[ "$current" == "=" ]] && current=
  found="$(pix2pitch "[suggest:${#line}]" "$line" 2>/dev/null)"
  # Options where one begins, otherwise commands and values; where there are none, files.
  if [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$(grep '^-' <<<"$found")" -- "$current"))
  else
    COMPREPLY=($(compgen -W "$(grep -v '^-' <<<"$found")" -- "$current"))
  fi
  [[ ${#COMPREPLY[@]} -gt 0 ]] || compopt -o default 2>/dev/null
}
complete -F _pix2pitch pix2pitch
