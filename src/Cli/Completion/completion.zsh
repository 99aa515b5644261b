#compdef pix2pitch
# Completion of pix2pitch for zsh.
_pix2pitch() {
  local -a found
  found=("${(@f)$(pix2pitch "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
  if [[ -n "${found[1]}" ]]; then
    compadd -- "${found[@]}"
  fi
  _files
}
compdef _pix2pitch pix2pitch
