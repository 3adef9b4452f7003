package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/record/trace"
	"github.com/quartet-os/quartet/visible"
)

// mostQuestions is how many questions a sheet has at most.
const mostQuestions = 100

// quizFlags are the flags of quiz.
type quizFlags struct {
	n         int
	seed      uint64
	kind      string
	answers   bool
	force     bool
	out       string
	maxStates int64
}

func newQuiz(h *Host) *cobra.Command {
	var f quizFlags
	c := &cobra.Command{
		Use:   "quiz SCENE",
		Short: "Make a sheet of questions about a scene",
		Long: "Make a sheet of questions about a scene, each with one right answer, which the machine has given:\n\n" +
			"  next     what happens next, at a step of its run\n" +
			"  trace    a cell of the table of its run, whose column is to be filled in\n" +
			"  verdict  what comes of every schedule\n" +
			"  mend     which change cures it\n\n" +
			"Wrong answers are what would be true under another rule, in another order or with a change of the\n" +
			"text, so that they show what is believed. The same seed makes the same sheet. The listing of the scene\n" +
			"leaves out its moral, its goal and what it expects. Without -o the sheet is printed.",
		Example: "quartet quiz if-instead-of-a-loop\n" +
			"quartet quiz mine.scene --n 8 --seed 3 -o sheet.tex\n" +
			"quartet quiz mine.scene --n 8 --seed 3 --answers -o solutions.tex\n" +
			"quartet quiz one-condition --kind mend --answers",
		Args:              oneArgument("a scene: a name of the shelf, a file, or - for standard input"),
		ValidArgsFunction: completeScenes,
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.quiz(cmd.Context(), h, args[0])
		},
	}
	flags := c.Flags()
	flags.IntVar(&f.n, "n", 5, "how many questions")
	flags.Uint64Var(&f.seed, "seed", 1, "which questions, and in which order their answers stand")
	flags.StringVar(&f.kind, "kind", "", "questions of one kind only: "+strings.Join(predict.KindNames(), ", "))
	flags.BoolVar(&f.answers, "answers", false, "with the right answers, and why")
	flags.StringVarP(&f.out, "out", "o", "", "write it to this file, which ends in .md, .tex or .json")
	flags.BoolVar(&f.force, "force", false, "replace a file that is there")
	flags.Int64Var(&f.maxStates, "max-states", 0, fmt.Sprintf(
		"look at so many states at most, of the scene and of each changed one (%d, fewer where many coroutines are)",
		predict.MostStates))
	completeFlag(c, "kind", predict.KindNames())
	return c
}

// sheetForm writes a sheet in one form.
type sheetForm func(io.Writer, *trace.Sheet) error

// sheetForms are the forms by the endings of files; what is printed has none.
var sheetForms = map[string]sheetForm{
	"":      trace.WriteSheetText,
	".md":   trace.WriteSheetMarkdown,
	".tex":  trace.WriteSheetTeX,
	".json": sheetJSON,
}

// options reads the flags, and says in which form the sheet is written.
func (f *quizFlags) options() (opt predict.Options, write sheetForm, err error) {
	opt = predict.Options{Count: f.n, Seed: f.seed, MaxStates: f.maxStates}
	write = sheetForms[strings.ToLower(filepath.Ext(f.out))]
	kind, known := predict.KindByName(f.kind)
	if f.kind != "" {
		opt.Kinds = []predict.Kind{kind}
	}
	switch {
	case f.n < 1 || f.n > mostQuestions:
		err = fail(ExitUsage, "--n goes from 1 to %d", mostQuestions)
	case f.maxStates < 0:
		err = fail(ExitUsage, "--max-states counts from 1; 0 leaves it to the size of the scene")
	case f.kind != "" && !known:
		err = fail(ExitUsage, "there is no kind %q of questions; %sthere are %s", f.kind,
			program.Meant(f.kind, predict.KindNames()), program.List(predict.KindNames(), "and"))
	case write == nil || f.out != "" && filepath.Ext(f.out) == "":
		err = fail(ExitUsage, "%s: a sheet is written as .md, .tex or .json", f.out)
	case f.force && f.out == "":
		err = fail(ExitUsage, "--force replaces a file; -o says which")
	}
	return opt, write, err
}

// quiz makes the sheet, and prints it or writes it into a file.
func (f *quizFlags) quiz(ctx context.Context, h *Host, arg string) error {
	opt, write, err := f.options()
	if err != nil {
		return err
	}
	in, err := read(h, arg)
	if err != nil {
		return err
	}
	p, err := in.scene(seedFlag{})
	if err != nil {
		return err
	}
	if f.out != "" {
		if err := f.mayWrite(); err != nil {
			return err
		}
	}
	t := newTicker(h)
	if t != nil {
		opt.Progress = func(what string) { t.tell("%s", what) }
	}
	h.signals.allow(answerTime)
	sheet, err := predict.Make(ctx, in.name, p.Source, opt)
	t.clear()
	if err != nil {
		return because(ctx, err)
	}
	for _, s := range sheet.Short {
		if !s.All || s.Has > 0 {
			f.short(h, s)
		}
	}
	if len(sheet.Questions) == 0 {
		return fail(ExitFails, "there is no question to ask; nothing was written")
	}
	var text bytes.Buffer
	if err := write(&text, &trace.Sheet{Sheet: sheet, Title: p.Title(), Seed: f.seed, Answers: f.answers}); err != nil {
		return err
	}
	out := newOutput(h.Out)
	if f.out == "" {
		out.line("%s", strings.TrimSuffix(text.String(), "\n"))
		return out.close()
	}
	if err := f.keep(text.Bytes()); err != nil {
		return err
	}
	out.line("wrote %s: %s", visible.Line(f.out), program.Plural(int64(len(sheet.Questions)), "question"))
	return out.close()
}

// short says why there are fewer questions, of a kind or in all, than were asked for.
func (f *quizFlags) short(h *Host, s predict.Shortage) {
	text := s.String()
	if others := predict.KindNames(); s.Has == 0 {
		text += "; other kinds are " + program.List(slices.Delete(others, int(s.Kind), int(s.Kind)+1), "and")
	}
	fmt.Fprintf(h.Err, "quartet: %s\n", visible.Line(text))
}

// mayWrite refuses a place where something stands, before anything is worked out.
func (f *quizFlags) mayWrite() error {
	t := target{force: true}
	free, err := t.mayWrite(f.out)
	switch {
	case err != nil:
		return err
	case !free && !f.force:
		return &ended{ExitIO, &taken{fmt.Sprintf("%s is there already; --force replaces it", f.out)}}
	}
	return nil
}

// keep writes the file, whole or not at all.
func (f *quizFlags) keep(data []byte) error {
	if f.force {
		return unwritable(f.out, disk.Replace(f.out, data, disk.Shared))
	}
	var there *taken
	_, err := saveNew(f.out, data)
	if errors.As(err, &there) {
		return &ended{ExitIO, &taken{fmt.Sprintf("%s has come to be there meanwhile; --force replaces it", f.out)}}
	}
	return err
}
