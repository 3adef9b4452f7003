package command

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/page"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/visible"
)

func newAbout(h *Host) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "about SCENE",
		Short: "Tell what a scene is about, what to try, and where to go from it",
		Long: "Print the page of a scene, as I shows it on the screen: moral, goal, what to try, its cure or its " +
			"culprits, the\nbelief that it breaks, what is expected at both grains, its laws, where it is from, " +
			"and what comes next.",
		Example:           "quartet about one-condition\nquartet about mine.scene --json",
		Args:              oneArgument("a scene: a name of the shelf, a file, or - for standard input"),
		ValidArgsFunction: completeScenes,
		RunE: func(_ *cobra.Command, args []string) error {
			in, err := read(h, args[0])
			if err != nil {
				return err
			}
			p, err := in.scene(seedFlag{})
			if err != nil {
				return err
			}
			out := newOutput(h.Out)
			if asJSON {
				aboutJSON(out, p)
			} else {
				aboutText(out, p)
			}
			return out.close()
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object")
	return c
}

// The columns of a page as text.
const (
	aboutWidth = 100
	aboutLabel = 9
)

// aboutText prints the parts of the page of a scene.
func aboutText(out *output, p *program.Program) {
	g := page.New(p, p.Title())
	g.Shelve(presets.List())
	sheet := g.Sheet()
	title := sheet.Title
	if sheet.Right != "" {
		title += ", " + sheet.Right
	}
	out.line("%s", visible.Line(title))
	for _, part := range sheet.Parts {
		if part.Label != "" {
			out.line("")
		}
		label := part.Label
		for _, r := range part.Rows {
			text := aboutRow(&r)
			for _, l := range screen.Wrap(visible.Line(text), aboutWidth-aboutLabel, 2) {
				out.line("%-*s%s", aboutLabel, label, l)
				label = ""
			}
		}
	}
}

// aboutRow writes a row of a page in one line.
func aboutRow(r *panel.PageRow) string {
	text := r.Text
	if r.Key != "" && !r.Leads { // a digit leads nowhere here
		text = r.Key + ": " + text
	}
	switch {
	case r.Note == "":
		return text
	case text == "":
		return r.Note
	}
	return text + " (" + r.Note + ")"
}

// aboutJSON prints what the page of a scene says, field by field.
func aboutJSON(out *output, p *program.Program) {
	name, lesson := p.Title(), &p.Lesson
	j := out.json()
	j.beginObject()
	j.field("name").text(name)
	j.field("moral").text(strings.Join(strings.Fields(p.Moral), " "))
	j.field("goal").text(p.Goal)
	aim := lesson.Aim
	if aim == "" && p.Goal != "" && p.Expect.Fails() {
		aim = map[bool]string{true: "cure", false: "failure"}[lesson.Heals]
	}
	j.field("aim").text(aim)
	j.field("try").beginArray()
	for _, a := range lesson.Try {
		j.beginObject()
		j.field("keys").texts(a.Keys)
		j.field("command").text(a.Command)
		j.field("text").text(a.Text)
		j.end('}')
	}
	j.end(']')
	j.field("point").text(lesson.Point)
	j.field("cure").text(lesson.Cure)
	j.field("culprits").texts(presets.Culprits(presets.List(), name))
	j.field("breaks").beginArray()
	for _, b := range lesson.Breaks {
		j.beginObject()
		j.field("name").text(b.String())
		j.field("belief").text(b.Text())
		j.end('}')
	}
	j.end(']')
	j.field("grain").text(p.Settings.Grain.String())
	j.field("expect").text(p.Expect.String())
	j.field("expectOp").text(lesson.ExpectOp.String())
	j.field("laws").beginArray()
	law := func(kind program.LawKind, text string, line int) {
		j.beginObject()
		j.field("kind").text(kind.String())
		j.field("text").text(text)
		j.field("line").number(int64(line))
		j.end('}')
	}
	for i := range p.Laws {
		law(p.Laws[i].Kind, p.Laws[i].Text, p.Laws[i].Line)
	}
	for i := range p.Futures {
		law(p.Futures[i].Kind, p.Futures[i].Text, p.Futures[i].Line)
	}
	j.end(']')
	j.field("idea").text(lesson.Idea)
	j.field("next").texts(lesson.Next)
	j.end('}')
	out.line("")
}
