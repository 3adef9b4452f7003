package trace

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// ran opens a scene of the shelf and runs it for some steps.
func ran(t testing.TB, name string, steps int) *session.Session {
	t.Helper()
	p := scenetest.Shipped(t, name)
	s := scenetest.Open(t, p)
	for range steps {
		s.Forward()
	}
	return s
}

// written returns what a writer makes of a session.
func written(t testing.TB, write func(io.Writer, []World, Range) error, s *session.Session, r Range) string {
	t.Helper()
	at := s.Position()
	var b bytes.Buffer
	if err := write(&b, Whole(s), r); err != nil {
		t.Fatal(err)
	}
	if s.Position() != at {
		t.Errorf("the session stands at step %d now, and stood at %d", s.Position(), at)
	}
	return b.String()
}

// writers lists every form.
func writers() map[string]func(io.Writer, []World, Range) error {
	return map[string]func(io.Writer, []World, Range) error{
		"chrome": WriteChrome, "csv": WriteCSV, "markdown": WriteMarkdown, "tex": TeXDocument, "fragment": TeXFragment,
		"mermaid": WriteMermaid,
	}
}

func TestTheSameSessionGivesTheSameBytes(t *testing.T) {
	for name, write := range writers() {
		one := written(t, write, ran(t, "bounded-buffer", 200), Range{})
		if two := written(t, write, ran(t, "bounded-buffer", 200), Range{}); one != two || len(one) < 1000 {
			t.Errorf("%s: %d bytes and then %d, or others", name, len(one), len(two))
		}
	}
}

func TestARangeThatIsNeverReached(t *testing.T) {
	for name, write := range writers() {
		err := write(io.Discard, Whole(ran(t, "bounded-buffer", 20)), Range{From: 1000})
		if err == nil || !strings.Contains(err.Error(), "pass 1000 is never reached") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// chromeRead is an event as a viewer reads it.
type chromeRead struct {
	Ph, Name, Cat, Bp string
	PID, TID, ID      int
	TS, Dur           int64
	Args              map[string]any
}

func readChrome(t *testing.T, text string) []chromeRead {
	t.Helper()
	var file struct {
		TraceEvents     []chromeRead
		DisplayTimeUnit string
	}
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		t.Fatal(err)
	}
	if file.DisplayTimeUnit != "ms" {
		t.Errorf("times are shown in %q", file.DisplayTimeUnit)
	}
	return file.TraceEvents
}

// slice is a stay at a place, or an op.
type slice struct {
	name     string
	from, to int64
}

// slicesOf checks the rules of the format and returns the slices of each track: every begin has its end,
// in the order of time; ops lie within RUNNING.
func slicesOf(t *testing.T, all []chromeRead) map[int][]slice {
	t.Helper()
	tracks, open, last := map[int][]slice{}, map[int][]slice{}, map[int]int64{}
	for _, ev := range all {
		if ev.Ph == "M" || ev.Ph == "C" {
			continue
		}
		if ev.TS < last[ev.TID] {
			t.Fatalf("track %d goes back in time: %+v", ev.TID, ev)
		}
		last[ev.TID] = ev.TS
		switch ev.Ph {
		case "B":
			if len(open[ev.TID]) > 0 {
				t.Fatalf("two places at once: %+v", ev)
			}
			open[ev.TID] = append(open[ev.TID], slice{name: ev.Name, from: ev.TS})
		case "E":
			if len(open[ev.TID]) == 0 {
				t.Fatalf("an end without a begin: %+v", ev)
			}
			one := open[ev.TID][0]
			one.to, open[ev.TID] = ev.TS, nil
			tracks[ev.TID] = append(tracks[ev.TID], one)
		case "X":
			if len(open[ev.TID]) == 0 || open[ev.TID][0].name != "RUNNING" {
				t.Fatalf("an op outside RUNNING: %+v", ev)
			}
		}
	}
	for track, left := range open {
		if len(left) > 0 {
			t.Errorf("track %d never leaves %s", track, left[0].name)
		}
	}
	return tracks
}

// TestChromeTraceKeepsTheRules reads the trace of every shipped scene.
func TestChromeTraceKeepsTheRules(t *testing.T) {
	for _, name := range effort.Some(t, presets.Names(), 25, 60) {
		s := ran(t, name, 300)
		for _, r := range []Range{{}, {From: 1, To: 9}} {
			all := readChrome(t, written(t, WriteChrome, s, r))
			tracks := slicesOf(t, all)
			starts := map[int]chromeRead{}
			for _, ev := range all {
				switch ev.Ph {
				case "s":
					starts[ev.ID] = ev
				case "f":
					from, bound := starts[ev.ID]
					if !bound || ev.Bp != "e" || from.TS != ev.TS || from.Name != ev.Name {
						t.Fatalf("%s: an arrow ends that did not begin: %+v", name, ev)
					}
					delete(starts, ev.ID)
					liesWithin(t, tracks[from.TID], from.TS, "RUNNING")
					liesWithin(t, tracks[ev.TID], ev.TS, "READY")
				case "C":
					for _, n := range ev.Args {
						if _, isNumber := n.(float64); !isNumber || len(ev.Args) != 1 {
							t.Fatalf("%s: a counter is no number: %+v", name, ev)
						}
					}
				}
			}
			if len(starts) > 0 {
				t.Errorf("%s: arrows that end nowhere: %v", name, starts)
			}
		}
	}
}

func liesWithin(t *testing.T, all []slice, at int64, name string) {
	t.Helper()
	for _, one := range all {
		if one.from <= at && at < one.to && one.name == name {
			return
		}
	}
	t.Errorf("at %d there is no slice %s for an arrow: %v", at, name, all)
}

// TestChromeTraceIsTheRun compares the places of every coroutine after every step with the machine's.
func TestChromeTraceIsTheRun(t *testing.T) {
	s := ran(t, "bounded-buffer", 300)
	all := readChrome(t, written(t, WriteChrome, s, Range{}))
	tracks, track := slicesOf(t, all), map[string]int{}
	for _, ev := range all {
		if ev.Ph == "M" && ev.Name == "thread_name" {
			track[ev.Args["name"].(string)] = ev.TID
		}
	}
	arrows := 0
	for _, ev := range all {
		if ev.Ph == "s" {
			arrows++
		}
	}
	if arrows < 5 {
		t.Errorf("%d wakeups have arrows", arrows)
	}
	for step := range int64(300) {
		s.GoTo(step)
		for _, c := range s.Engine().Snapshot(nil).Coroutines {
			if !c.Live {
				continue
			}
			seen := ""
			for _, one := range tracks[track[c.Name]] {
				if at := step*stepTime + stepTime - 1; one.from <= at && at < one.to {
					seen = one.name
				}
			}
			if seen != c.Place.String() {
				t.Fatalf("after step %d %s is on %s, in the trace on %q", step, c.Name, c.Place, seen)
			}
		}
	}
}

func TestCSVHasARowAnEvent(t *testing.T) {
	for _, name := range effort.Some(t, presets.Names(), 60, 1000) {
		s := ran(t, name, 200)
		rows, err := csv.NewReader(strings.NewReader(written(t, WriteCSV, s, Range{}))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(rows[0], csvHead) {
			t.Fatalf("the head is %v", rows[0])
		}
		events := 0
		_ = Whole(s)[0].walk(Range{}, func(st *step, _ bool) error {
			events += len(st.events)
			return nil
		})
		if events != len(rows)-1 {
			t.Errorf("%s: %d rows for %d events", name, len(rows)-1, events)
		}
		for _, row := range rows[1:] {
			if strings.ContainsAny(row[3], "0123456789") || row[3] == "" {
				t.Errorf("%s: an event has no name: %v", name, row)
			}
			if row[3] == "moved" && (row[7] == "" || row[8] == "" || row[10] == "" ||
				strings.Contains(row[10], "cause ")) {
				t.Errorf("%s: a move is %v", name, row)
			}
			if row[14] == "" {
				t.Errorf("%s: an event is not told: %v", name, row)
			}
			if row[4] != "" && row[3] == "did" && !strings.Contains(row[14], row[4]) {
				t.Errorf("%s: the text is about another than %s: %v", name, row[4], row)
			}
		}
	}
}

func TestATableHasAColumnACoroutine(t *testing.T) {
	s := ran(t, "bounded-buffer", 60)
	text := written(t, WriteMarkdown, s, Range{From: 2, To: 10})
	lines := strings.Split(strings.TrimSpace(text), "\n")
	head := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "| step |") })
	columns := strings.Count(lines[head], "|")
	for _, who := range []string{"p1", "p2", "c1", "c2", "work"} {
		if !strings.Contains(lines[head], "| "+who+" |") {
			t.Errorf("there is no column for %s: %s", who, lines[head])
		}
	}
	acting := 0
	for _, l := range lines[head+1:] {
		if strings.Count(strings.ReplaceAll(l, "\\|", ""), "|") != columns {
			t.Errorf("a row has other columns: %s", l)
		}
		acting += strings.Count(l, "**") / 2
	}
	if acting < len(lines)-head-4 {
		t.Errorf("in %d rows %d cells are of who acts:\n%s", len(lines)-head-2, acting, text)
	}
	latex := written(t, TeXDocument, s, Range{From: 2, To: 10})
	if strings.Count(latex, "\\\\\n") != len(lines)-head-1 || strings.Count(latex, "{") != strings.Count(latex, "}") {
		t.Errorf("the table for LaTeX has other rows, or braces that do not match:\n%s", latex)
	}
}

func TestADiagramNamesItsLines(t *testing.T) {
	for _, name := range effort.Some(t, presets.Names(), 60, 1000) {
		text := written(t, WriteMermaid, ran(t, name, 300), Range{})
		known := map[string]bool{}
		for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
			line = strings.TrimSpace(line)
			var id, other string
			switch {
			case n == 0 || line == "sequenceDiagram":
			case strings.HasPrefix(line, "participant "):
				known[strings.Fields(line)[1]] = true
			case strings.HasPrefix(line, "Note over "):
				id, _, _ = strings.Cut(strings.TrimPrefix(line, "Note over "), ":")
				for one := range strings.SplitSeq(id, ",") {
					if !known[one] {
						t.Fatalf("%s: %q is about nobody", name, line)
					}
				}
			default:
				ends, _, _ := strings.Cut(line, ": ")
				id, other, _ = strings.Cut(strings.NewReplacer("-->>", "->>", "-x", "->>").Replace(ends), "->>")
				if !known[id] || !known[other] {
					t.Fatalf("%s: %q is about nobody", name, line)
				}
			}
			if strings.Contains(strings.NewReplacer("#35;", "", "#59;", "", "#lt;", "", "#gt;",
				"").Replace(line), ";") {
				t.Errorf("%s: %q ends a statement in its middle", name, line)
			}
		}
	}
}

// TestWordsForEverything asks for the word of every kind up to the last one that scenes bring about.
func TestWordsForEverything(t *testing.T) {
	if got := eventWord(engine.Came); got != "ended" {
		t.Errorf("the end of a run is called %q", got)
	}
	if got := causeWord(engine.ByRelease); got != "release" {
		t.Errorf("the last cause is called %q", got)
	}
	if got := word(reasonWords[:], int(engine.IsNil), "reason"); got != "nil" {
		t.Errorf("the last reason is called %q", got)
	}
	if got := fmt.Sprint(eventWord(200), ", ", causeWord(200)); got != "event 200, cause 200" {
		t.Errorf("what has no name is called %q", got)
	}
}

// TestMermaidShowsRaces: a look at a shared variable and a change of one are notes; an update is lost between the two.
func TestMermaidShowsRaces(t *testing.T) {
	text := scenetest.Fault(t, "screen-blank-ops")
	p := scenetest.Parse(t, text)
	s := scenetest.Open(t, p)
	for range 4 {
		s.Forward()
	}
	got := written(t, WriteMermaid, s, Range{})
	for _, want := range []string{": total++: works out 1\n", ": total++: 1\n"} {
		if strings.Count(got, "Note over c0"+want) != 1 {
			t.Errorf("the load and the store are not told, or alike: it lacks %q\n%s", want, got)
		}
	}
}

// TestMermaidShowsWhoHeard: a signal that nobody waited for ends in a cross, one that was heard does not; the test
// before it is a note, and whoever comes back from its wait takes the mutex again and does not wait once more.
func TestMermaidShowsWhoHeard(t *testing.T) {
	gap := written(t, WriteMermaid, ran(t, "wakeup-in-the-gap", 300), Range{})
	for _, want := range []string{"Note over c0: if flag == 0: true\n", "-xo", ", nobody waits\n"} {
		if !strings.Contains(gap, want) {
			t.Errorf("without %q:\n%s", want, gap)
		}
	}
	heard := written(t, WriteMermaid, ran(t, "one-condition", 300), Range{})
	if !strings.Contains(heard, "->>o1: signal(changed)\n") || !strings.Contains(heard, "->>o0: takes m again\n") ||
		strings.Contains(heard, "->>o0: wait(") {
		t.Errorf("what was heard is told as if it was not, or a wait twice:\n%s", heard)
	}
}

// TestATraceTellsTheStoryAndTheEnd: a slice has the sentences of its step, and how the run ended is an instant.
func TestATraceTellsTheStoryAndTheEnd(t *testing.T) {
	got := written(t, WriteChrome, ran(t, "wakeup-in-the-gap", 20), Range{})
	for _, want := range []string{`"told":"w1 signals ready, but nobody waits for it."`,
		`"ph":"i","name":"stuck: d1 waits for ready`} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %s:\n%s", want, got)
		}
	}
}
