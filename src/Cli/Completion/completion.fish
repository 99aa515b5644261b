# Completion of pix2pitch for fish.
complete -c pix2pitch -a '(pix2pitch "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
