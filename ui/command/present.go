package command

import "github.com/spf13/cobra"

func newPresent(h *Host) *cobra.Command {
	f := playFlags{byHand: true}
	c := &cobra.Command{
		Use:   "present FILE.demo | LESSON",
		Short: "Present a demo script or a lesson to an audience, at the pace of PageDown",
		Long: "Present a demo script to an audience: it goes on to each of its pauses, the cues, and waits there\n" +
			"for PageDown, which is what a presenter's remote sends; PageUp goes back to the cue before, on the\n" +
			"scene afresh. J lists the chapters, to go to one, A hides story, moral, goal and verdicts until A\n" +
			"shows them, F runs the scene with a change that the script has prepared, and takes it back, and .\n" +
			"makes the screen dark. All other keys work as ever, and hold the demo until PageDown. A row above\n" +
			"the screen says which chapter and which cue it is, \"cue 4 of 24\".\n\n" +
			"Each card of a lesson is a cue. A digit is the answer that the class gives, and PageDown at a question\n" +
			"shows the answer, at a task does it.\n\n" +
			"quartet play --by-hand does the same.",
		Example: "quartet present lecture.demo\n" +
			"quartet present why-for\n" +
			"quartet present lecture.demo --layout projector --theme light\n" +
			"quartet present lecture.demo --notes-to /dev/pts/3",
	}
	f.complete(h, c)
	return c
}
