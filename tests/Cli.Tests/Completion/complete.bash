# complete.bash SCRIPT FOLDER LINE...: prints, for each line, what the script completes.
source "$1"; cd "$2"; shift 2
compopt() { files=files; } # only an interactive bash has it
for line in "$@"; do
  COMP_LINE=$line COMP_POINT=${#line} files=
  eval "COMP_WORDS=(${line//=/ = })"
  [[ "$line" == *" " ]] && COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _pix2pitch
  (IFS='|'; printf '%s\n' "${COMPREPLY[*]:-$files}")
done
