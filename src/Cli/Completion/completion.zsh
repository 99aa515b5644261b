#compdef pix2pitch
# Completion of pix2pitch for zsh.
_pix2pitch() {
  local line="${(j: :)words[1,CURRENT-1]} $PREFIX"
  local -a found
  found=("${(@f)$(pix2pitch "[suggest:${#line}]" "$line" 2>/dev/null)}")
  # Options where one begins, otherwise commands and values; where there are none, files.
  if [[ "$PREFIX" == -*=* ]]; then
    compset -P '*='
    found=("${(@)found:#-*}")
  elif [[ "$PREFIX" == -* ]]; then
    found=("${(@M)found:#-*}")
  else
    found=("${(@)found:#-*}")
  fi
  found=("${(@M)found:#$PREFIX*}")
  if [[ -n "${found[1]}" ]]; then
    compadd -a found
  else
    _files
  fi
}
# The file is the function itself where zsh loads it from fpath, and a script where it is sourced.
if [[ "${funcstack[1]}" == _pix2pitch ]]; then
  _pix2pitch "$@"
else
  compdef _pix2pitch pix2pitch
fi
