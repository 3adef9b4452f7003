package main_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

// room is a package of the house.
type room struct {
	path  string // within the module
	about string
	may   []string // what it may import beyond the harmless part of the standard library; goroutines: it starts some
}

// goroutines stands in a room's list of what it may for the go statement.
const goroutines = "go"

// house lists every package of the program, the lowest floor first. A package imports lower floors only, so packages of
// one floor do not know each other. Whatever touches the world outside (files, the clock, the network, locks, a random
// source) and every module stands in the list of the one who may import it.
var house = [][]room{
	{
		{"queues", "Partition, Timers, Ring", nil},
		{"engine/chance", "chances: how likely a failure is, how soon, how long runs are", nil},
		{"engine/fair", "graphs: circles in which nobody is left out, and shortest ways into them", nil},
		{"engine/intern", "sequences of words, each kept once", nil},
		{"engine/program", "the text of a scene, as ops and as listing", nil},
		{"visible", "texts of others, safe to show", nil},
	},
	{
		{"engine", "the step machine", nil},
	},
	{
		{"engine/narrate", "events, told in words", nil},
		{"engine/stops", "the steps of a run in which something is decided", nil},
		{"engine/kernel", "a scheduler from within: its listing, its fields, what they cost", nil},
		{"engine/reason", "who waits for whom, who had what since when, why nothing goes on", nil},
	},
	{
		{"engine/query", "the steps at which something that is asked for comes true", nil},
		{"engine/session", "step back, seek, branch, save, replay", nil},
		{"engine/explore", "every schedule", []string{goroutines, "sync", "sync/atomic"}},
		{"engine/measure", "folds of events into numbers", []string{goroutines}},
		{"engine/scenario", "scenarios of the recorded runs of the real kernel, as scenes", nil},
	},
	{
		{"engine/compare", "two runs in lock step, and where they part", nil},
		{"engine/export", "a scene opened for those who write it in another language", nil},
		{"engine/grade", "a student's scene under a teacher's laws, and what comes of it", nil},
		{"engine/mend", "single changes of a scene that cure it, and those that break it, proven", nil},
		{"presets", "scene files, embedded, and their shelf", nil},
		{"presets/kit", "a homework to hand out and to grade", nil},
		{"ui/disk", "files that are written, whole or not at all, without holding anybody up",
			[]string{goroutines, "math/rand/v2", "os", "sync", "syscall", "time"}},
		{"ui/keys", "the key table: which key asks for what in which mode", []string{"charm.land/bubbles/v2/key"}},
		{"ui/shards", "parts of work that falls apart: which one, as it is written, and all of them put together", nil},
		{"ui/source", "files that are opened, read with a bound", []string{"os", "syscall"}},
		{"ui/track", "which part of the run the timeline shows, and at which scale", nil},
		{"ui/theme", "roles of colour and glyph", nil},
	},
	{
		{"engine/predict", "questions about what comes next, with answers that the machine gives", nil},
		{"engine/export/golang", "scenes as programs in Go", nil},
		{"engine/export/promela", "scenes as models for Spin", nil},
		{"engine/export/pthreads", "scenes as programs in C with POSIX threads", nil},
		{"ui/screen", "the cell grid", []string{"charm.land/lipgloss/v2", "github.com/charmbracelet/x/ansi"}},
	},
	{
		{"ui/edit", "what is typed: a line, and a text of several",
			[]string{"charm.land/bubbles/v2", "charm.land/bubbletea/v2"}},
		{"ui/panel", "one file a panel: a frame in, cells out", nil},
		{"ui/record/player", "the player of a recording's page", nil},
		{"ui/record/raster", "cells as pictures",
			[]string{"github.com/go-fonts/dejavu", "github.com/hajimehoshi/bitmapfont/v4", "golang.org/x/image"}},
		{"ui/record/trace", "events as tables and diagrams", nil},
	},
	{
		{"ui/record", "exporters of frames", []string{"os", "time"}},
	},
	{
		{"ui/demo", "demo scripts, their player on a virtual clock, and how one is played live", []string{"time"}},
		{"ui/prompt", "the line behind the colon: typed, completed, brought back", []string{"sync"}},
		{"ui/motion", "which picture of a step's moves is due", []string{"time"}},
		{"ui/line", "whether the line to the terminal takes what is written", []string{"sync", "time"}},
		{"ui/page", "the page of a scene: what it is about, what to try, where to go from it", nil},
		{"ui/choices", "the list of what can happen next, from which the user takes one", nil},
		{"ui/dialog", "what lies over the machine: a stack of pages and questions, a list",
			[]string{"github.com/sahilm/fuzzy"}},
		{"ui/files", "the watch over a scene's file, what is to be saved, the tape of a live recording",
			[]string{"time"}},
		{"ui/goal", "whether the goal of a scene is reached, and when; what there is to see in a schedule", nil},
		{"ui/target", "what a key that changes the machine is meant for", nil},
		{"ui/fates", "what is still possible behind each pass of the run on the screen", nil},
		{"ui/why", "the dialog that answers why: sentences that lead to their steps and back", nil},
		{"ui/seek", "steps that are looked for, values that are watched, where runs stop", []string{"time"}},
		{"ui/ask", "the questions that take time: schedules, sweeps, comparisons", []string{"time"}},
		{"ui/puzzle", "a scene with a change that breaks it, which is to be found", []string{"hash/fnv"}},
		{"ui/signals", "the process's signals, handed to a screen",
			[]string{goroutines, "os", "os/signal", "sync/atomic", "syscall", "time"}},
		{"ui/config", "the user's settings: a file of lines that may be left out, each fault with its place",
			[]string{"os", "github.com/pelletier/go-toml/v2"}},
		{"ui/command/licences", "the licences of all that is built in", nil},
	},
	{
		{"ui/worlds", "two runs side by side, in lock step", nil},
		{"ui/gauge", "measures of the run on the screen", nil},
		{"ui/tour", "the tour: eight cards over a running scene, each of which waits for its key", nil},
		{"ui/lesson", "the shelf of lessons, and what the screen needs of it from outside", nil},
		{"ui/solve", "puzzles on the screen: how one is opened, judged and solved", nil},
		{"ui/quiz", "questions about what happens next, and the worlds in which wrong answers are right", nil},
		{"ui/palette", "one list over all that the screen can do and all that its words mean",
			[]string{"github.com/sahilm/fuzzy"}},
		{"ui/logbook", "what was done, as a demo script and as a journal", []string{"time"}},
		{"ui/editor", "a scene that is edited: drafts, what changed, what it comes to", nil},
	},
	{
		{"ui", "the Bubble Tea program: keys in, frames out", []string{goroutines, "os", "sync", "syscall", "time",
			"charm.land/bubbletea/v2", "github.com/charmbracelet/ultraviolet"}},
	},
	{
		{"ui/command", "the command line", []string{goroutines, "sync/atomic", "os", "os/exec", "os/signal",
			"syscall",
			"time", "charm.land/fang/v2", "github.com/spf13/cobra", "github.com/muesli",
			"github.com/charmbracelet/x/term"}},
	},
	{
		{"", "main: opens the terminal, exit codes", []string{"os", "os/signal", "syscall", "github.com/adrg/xdg",
			"github.com/charmbracelet/x/term"}},
	},
}

// tools are packages that the program is not made of: programs of their own, what benchmarks compare with,
// and what tests share. Only tests import them, and they may import anything.
var tools = []room{
	{path: "engine/stories", about: "the commands of the stories that test the machine"},
	{path: "engine/scenario/conform", about: "replays the recorded runs, which tests compare line by line"},
	{path: "internal/cputime", about: "processor time as a metric of benchmarks"},
	{path: "internal/effort", about: "how far tests go"},
	{path: "internal/exporttest", about: "odd scenes for all languages, and how a program is run"},
	{path: "internal/scenetest", about: "scenes, machines and sessions for tests"},
	{path: "internal/signaltest", about: "lets tests send signals to programs that they start"},
	{path: "queues/floor", about: "a bounded buffer by hand, which benchmarks of the engine compare with"},
	{path: "engine/explore/floor", about: "a search by hand, which benchmarks of the explorer compare with"},
	{path: "ui/command/licences/collect", about: "writes the licences"},
	{path: "scripts/pack", about: "writes archives"},
	{path: "scripts/trials", about: "runs scenes as real programs many times, and counts"},
	{path: "bench/cpu", about: "measures the screen in a terminal"},
	{path: "bench/table", about: "runs the benchmarks beside what they are compared with, and prints a table"},
}

var update = flag.Bool("update", false, "write the parts of pages that are made from code")

// TestDrawing compares the drawing in docs/design.md with the house.
func TestDrawing(t *testing.T) {
	generated(t, "docs/design.md", "<!-- the house, written by go test . -run Drawing -update -->\n",
		"<!-- end of the house -->\n", drawing())
}

// generated compares what stands between two lines of a page with what the code makes, or writes it there.
func generated(t *testing.T, file, first, last, made string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(data), first)
	_, after, end := strings.Cut(rest, last)
	if !found || !end {
		t.Fatalf("%s lacks the lines %q and %q", file, first, last)
	}
	text := before + first + made + last + after
	if text == string(data) {
		return
	}
	if !*update {
		t.Fatalf("%s is stale: its line %q says how to write it anew", file, strings.TrimSpace(first))
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// drawing draws the house, the highest floor on top.
func drawing() string {
	width := 0
	for _, rooms := range append(house, tools) {
		for _, r := range rooms {
			width = max(width, len(r.path))
		}
	}
	var b strings.Builder
	b.WriteString("\n")
	for i := len(house) - 1; i >= 0; i-- {
		number := fmt.Sprintf("%2d", i)
		for _, r := range house[i] {
			path, about := r.path, r.about
			if path == "" {
				path, about, _ = strings.Cut(about, ": ")
			}
			fmt.Fprintf(&b, "    %s  %-*s  %s\n", number, width, path, about)
			number = "  "
		}
	}
	b.WriteString("\nBeside the house, imported by tests at most:\n\n")
	for _, r := range tools {
		fmt.Fprintf(&b, "        %-*s  %s\n", width, r.path, r.about)
	}
	b.WriteString("\n")
	return b.String()
}
