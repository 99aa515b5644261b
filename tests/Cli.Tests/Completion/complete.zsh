# complete.zsh SCRIPT FOLDER LINE...: types each line and the tab key in an interactive zsh, and prints the line that results. $COMPLETION_LOAD is 'source' or 'fpath'.
zmodload zsh/zpty
script=$1 folder=$2; shift 2
if [[ $COMPLETION_LOAD == fpath ]]; then
  load="fpath=(${(q)script:h} \$fpath); autoload -Uz compinit; compinit -u -D"
else
  load="autoload -Uz compinit; compinit -u -D; source ${(q)script}"
fi
zpty z "TERM=dumb zsh -f -i"
zpty -w z "PS1= RPS1= PROMPT_EOL_MARK=; unsetopt zle_bracketed_paste beep list_beep; cd ${(q)folder}; $load; _show() { print -r -- \"<<\$BUFFER>>\"; }; zle -N _show; bindkey '^X' _show; bindkey '^I' complete-word; print READY"
zpty -r z out '*READY*READY*'
for line in "$@"; do
  zpty -n -w z "$line"$'\t\C-x'
  zpty -r z out '*<<*>>*'
  print -r -- "${${out#*<<}%%>>*}"
  zpty -n -w z $'\C-u'
done
zpty -d z
