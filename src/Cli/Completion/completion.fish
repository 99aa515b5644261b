# Completion of pix2pitch for fish. Files are completed too, unless an option or a command begins.
function __pix2pitch_complete
  set -l line (commandline --cut-at-cursor --current-process | string collect)
  set -l current (commandline --cut-at-cursor --current-token | string collect)
  set -l found (pix2pitch "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
  if string match --quiet -- '-*=*' "$current"
    # The candidates of fish are whole words.
    for value in (string match --invert -- '-*' $found)
      echo -- (string replace --regex -- '=.*' '=' "$current")$value
    end
  else if string match --quiet -- '-*' "$current"
    string match -- '-*' $found
  else
    string match --invert -- '-*' $found
  end
end
complete -c pix2pitch -n 'test (count (commandline --cut-at-cursor --tokenize --current-process)) -eq 1' --no-files
complete -c pix2pitch -a '(__pix2pitch_complete)'
