"""What somebody who can push may write, and the workspaces, calls and judgement to try it with."""
