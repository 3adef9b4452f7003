package command

import (
	"strings"

	"github.com/spf13/cobra"
)

// The groups of help that cobra's own commands belong to.
const (
	learn = "learn"
	share = "share"
)

// addCommands adds every command but the screen's, in the groups of help.
func addCommands(root *cobra.Command, h *Host) {
	for _, g := range []struct {
		id       string
		commands []*cobra.Command
	}{
		{learn, []*cobra.Command{newTour(h), newLesson(h), newPuzzle(h), newList(h), newAbout(h), newNew(h)}},
		{"run", []*cobra.Command{newRun(h), newReplay(h), newImport(h)}},
		{"ask", []*cobra.Command{newCheck(h), newGrade(h), newQuiz(h), newMend(h), newBreak(h), newCompare(h),
			newSweep(h), newTry(h)}},
		{"show", []*cobra.Command{newPlay(h), newPresent(h), newRecord(h), newExport(h)}},
		{share, []*cobra.Command{newConfig(h), newManual(h), newLicences(h)}},
	} {
		root.AddGroup(&cobra.Group{ID: g.id, Title: strings.ToUpper(g.id)})
		for _, c := range g.commands {
			c.GroupID = g.id
			root.AddCommand(c)
		}
	}
	root.SetHelpCommand(newHelp(h))
	root.SetHelpCommandGroupID(learn)
	root.SetCompletionCommandGroupID(share)
}
