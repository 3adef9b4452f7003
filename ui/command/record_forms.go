package command

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/record/trace"
)

// form is what a recording is written as.
type form struct {
	ending string
	about  string
	words  bool // a text with what is shown stands beside it
	folder bool
	// Either frames or events is there.
	frames func(w io.Writer, dir string, about *record.About, f *recordFlags) (record.Writer, error)
	events func(w io.Writer, worlds []trace.World, r trace.Range) error
}

// texEnding is the ending of a table for LaTeX.
const texEnding = ".tex"

// forms lists every form, in the order of help; it is only read.
var forms = []form{
	{ending: ".cast", about: "a terminal's recording (asciicast 2; --cast 3), for asciinema and its player",
		frames: func(w io.Writer, _ string, a *record.About, f *recordFlags) (record.Writer, error) {
			return record.NewCast(w, a, f.cast)
		}},
	{ending: ".gif", about: "a picture that moves", words: true,
		frames: func(w io.Writer, _ string, a *record.About, f *recordFlags) (record.Writer, error) {
			return record.NewGIF(w, a, max(f.scale, 1))
		}},
	{ending: ".svg", about: "a sharp picture of the last frame; --animate lets it move", words: true,
		frames: func(w io.Writer, _ string, a *record.About, f *recordFlags) (record.Writer, error) {
			if f.animate {
				return record.NewAnimatedSVG(w, a)
			}
			return record.NewSVG(w, a), nil
		}},
	{ending: ".html", about: "a page by itself: player, chapters, steps, the story as text",
		frames: func(w io.Writer, _ string, a *record.About, _ *recordFlags) (record.Writer, error) {
			return record.NewHTML(w, a)
		}},
	{ending: ".png", about: "a picture of the last frame", words: true,
		frames: func(w io.Writer, _ string, a *record.About, f *recordFlags) (record.Writer, error) {
			scale := f.scale
			if scale == 0 {
				scale = 2
			}
			return record.NewPNG(w, a, scale)
		}},
	{ending: ".txt", about: "the last frame as text",
		frames: func(w io.Writer, _ string, a *record.About, _ *recordFlags) (record.Writer, error) {
			return record.NewText(w, a), nil
		}},
	{ending: ".json", about: "events as a Chrome trace, for Perfetto: a track a coroutine",
		events: trace.WriteChrome},
	{ending: ".csv", about: "events, a row each", events: trace.WriteCSV},
	{ending: ".md", about: "a trace table in the style of textbooks: a column a coroutine",
		events: trace.WriteMarkdown},
	{ending: texEnding, about: "the same as a document for LaTeX; --fragment is the table alone",
		events: trace.TeXDocument},
	{ending: ".mmd", about: "a sequence diagram, for Mermaid", events: trace.WriteMermaid},
}

// folderForm is the form of --frames.
func folderForm(rate int) form {
	return form{folder: true, words: true,
		frames: func(_ io.Writer, dir string, a *record.About, f *recordFlags) (record.Writer, error) {
			return record.NewFolder(dir, a, max(f.scale, 1), rate)
		}}
}

// formsHelp lists the endings, a line each.
func formsHelp() string {
	var b strings.Builder
	for _, one := range forms {
		fmt.Fprintf(&b, "  %-6s %s\n", one.ending, one.about)
	}
	return b.String()
}

// formOf chooses the form. The error of an ending that is none lists them all.
func formOf(f *recordFlags) (form, error) {
	if f.frames != "" {
		rate := 0
		if f.fixed {
			rate = f.fps
		}
		return folderForm(rate), nil
	}
	ending := strings.ToLower(filepath.Ext(f.out))
	for _, one := range forms {
		if one.ending == ending {
			switch {
			case f.animate && ending != ".svg":
				return one, fail(ExitUsage, "--animate goes with an .svg; %s is a %s", f.out, ending)
			case f.fragment && ending != texEnding:
				return one, fail(ExitUsage, "--fragment goes with a .tex; %s is a %s", f.out, ending)
			case f.fragment:
				one.events = trace.TeXFragment
			}
			return one, nil
		}
	}
	what := "has no ending"
	if ending != "" {
		what = fmt.Sprintf("has the ending %s, which is no form of a recording", ending)
	}
	return form{}, fail(ExitUsage, "%s %s; there are\n%s", f.out, what, formsHelp())
}
