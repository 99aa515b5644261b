# complete.fish SCRIPT FOLDER LINE...: prints, for each line, what fish completes.
source $argv[1]
cd $argv[2]
for line in $argv[3..]
  echo (complete -C $line | string join '|')
end
