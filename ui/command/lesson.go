package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
	goals "github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/lesson"
)

func newLesson(h *Host) *cobra.Command {
	var asJSON bool
	flags := screenFlags{}
	c := &cobra.Command{
		Use:   "lesson [NAME | FILE.lesson]",
		Short: "Take a lesson: questions, tasks and a proof over a running scene",
		Long: "Take a lesson on the screen: cards over a running scene that ask, give tasks, say why an answer is\n" +
			"wrong, and end with a proof. enter goes on, a digit answers, H gives a hint, PageDown does what a\n" +
			"card asks for, PageUp goes back, esc leaves. Without a name the lessons are listed, those ticked that\n" +
			"were taken to their end. Where there is no terminal the lesson is printed, with its answers.\n\n" +
			"Anyone can write one: docs/lessons.md says how.",
		Example: "quartet lesson\n" +
			"quartet lesson why-for\n" +
			"quartet lesson mine.lesson\n" +
			"quartet lesson --json",
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completeLessons,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case asJSON && len(args) > 0:
				return fail(ExitUsage, "--json lists all lessons, and takes no name")
			case asJSON:
				return lessonsJSON(h)
			case len(args) == 0:
				return listLessons(h)
			}
			return takeLesson(cmd.Context(), h, &flags, args[0])
		},
	}
	flags.add(c)
	c.Flags().BoolVar(&asJSON, "json", false, "list the lessons as a JSON array of objects")
	return c
}

// lessons are those that were taken to their end before. Without a folder none is remembered.
func (s state) lessons() goals.Kept {
	if s.dir == "" {
		return goals.Kept{}
	}
	return goals.Load(filepath.Join(s.dir, "lessons"))
}

// listLessons lists the lessons of the shelf, those ticked that were taken to their end.
func listLessons(h *Host) error {
	out, done := newOutput(h.Out), stateIn(h.StateDir).lessons().Done
	all, width := lesson.List(), 0
	for _, l := range all {
		width = max(width, len(l.Name))
	}
	for _, l := range all {
		tick := " "
		if done[l.Name] {
			tick = "✓"
		}
		about := strings.TrimPrefix(l.Broken(" ")+" · "+l.Covers, " · ")
		out.entry(fmt.Sprintf("%s %-*s  ", tick, width, l.Name),
			fmt.Sprintf("%s (%s)", l.Title, strings.TrimSuffix(about, " · ")))
	}
	out.line("")
	out.line("quartet lesson NAME takes one.")
	return out.close()
}

// lessonsJSON lists them for programs.
func lessonsJSON(h *Host) error {
	out := newOutput(h.Out)
	j := out.json()
	j.beginArray()
	for _, l := range lesson.List() {
		j.beginObject()
		j.field("name").text(l.Name)
		j.field("title").text(l.Title)
		j.field("breaks").beginArray()
		for _, b := range l.Breaks {
			j.text(b.String())
		}
		j.end(']')
		j.field("chapter").text(l.Covers)
		j.end('}')
	}
	j.end(']')
	out.line("")
	return out.close()
}

// readLesson reads a lesson of the shelf, or a file. What could be a name of the shelf is one, whatever is called so in
// the folder.
func readLesson(arg string) (*demo.Script, error) {
	if _, err := os.Stat(arg); !looksLikePath(arg) || err != nil && !strings.ContainsAny(arg, `/\`) {
		l, err := lesson.Read(arg)
		if err != nil {
			return nil, fail(ExitUsage, "%w", err)
		}
		return l, nil
	}
	l, err := readScript(arg)
	if err == nil && !l.Lesson() {
		err = fail(ExitUsage, "%s is a demo, and no lesson: quartet play %s plays it", arg, arg)
	}
	return l, err
}

// takeLesson opens a lesson on the screen, or prints it where there is none.
func takeLesson(ctx context.Context, h *Host, flags *screenFlags, arg string) error {
	if err := flags.check(); err != nil {
		return err
	}
	l, again, err := openLesson(h, flags.seed, arg)
	if err != nil {
		return err
	}
	s, err := again()
	if err != nil {
		return err
	}
	o := h.options(s)
	o.Open = (&production{h: h, flags: &recordFlags{seed: flags.seed}}).opener(l.Name)
	if !h.Live || h.Screen == nil {
		return tellDemo(ctx, h, l, o, nil, false)
	}
	flags.apply(h, &o)
	o.Demo, o.Pace, o.Again = l, demo.ByLearner, again
	return h.show(ctx, o)
}

// openLesson reads a lesson, and returns what opens its scene afresh.
func openLesson(h *Host, seed seedFlag, arg string) (*demo.Script, func() (*session.Session, error), error) {
	l, err := readLesson(arg)
	if err != nil {
		return nil, nil, err
	}
	return l, func() (*session.Session, error) { return openScript(h, l, seed) }, nil
}

// learn is what screens need for lessons.
func (h *Host) learn() lesson.Shelf {
	kept := stateIn(h.StateDir).lessons()
	return lesson.Shelf{Done: kept.Done, Keep: kept.Keep, List: lesson.List, Puzzles: stateIn(h.StateDir).puzzles(),
		Open: func(name string) (*demo.Script, func() (*session.Session, error), error) {
			return openLesson(h, seedFlag{}, name)
		}}
}

// completeLessons offers the lessons of the shelf.
func completeLessons(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var found []string
	for _, l := range lesson.List() {
		if strings.HasPrefix(l.Name, typed) {
			found = append(found, fmt.Sprint(l.Name, "\t", l.Title))
		}
	}
	return found, cobra.ShellCompDirectiveDefault
}
