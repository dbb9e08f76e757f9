/**
 * For `--app`: its help would name the app of the git remote, and for that the CLI would load the command and everything that
 * it imports. That takes longer than everything else that `--help` does.
 */
export const PLAIN_HELP = {defaultHelp: undefined}
