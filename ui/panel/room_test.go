package panel_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestAShortRunFillsTheTimeline: its cells are wider by powers of two as long as all of it has room, so that from
// the third pass on it takes a third of the strip at least; they become narrower as it goes on, never wider, and
// seldom.
func TestAShortRunFillsTheTimeline(t *testing.T) {
	t.Parallel()
	all := [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}, {200, 60}}
	for _, size := range effort.Some(t, all, 2, 5) {
		s := scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer"))
		last, changes := 0, 0
		for s.Position() < 900 && s.Forward() != nil {
			if effort.Quick() && s.Position()%3 > 0 {
				continue
			}
			f := shows(s, size[0], size[1])
			n := len(f.Track.Columns)
			most, _ := panel.TimeColumns(f, size[0], size[1])
			cell := cellOf(f, size[0], size[1])
			if size[1] >= 36 { // there everybody has a row
				g := screen.New(size[0], size[1])
				panel.Draw(g, f)
				columnsHold(t, g, f)
			}
			strip := most * min(1+size[0]/100, 2)
			if n >= 3 && len(f.Run.Moments) == 0 && n*cell < strip/3 {
				t.Errorf("%v: %d passes of %d columns in a strip of %d", size, n, cell, strip)
			}
			if cell > last && last > 0 {
				t.Errorf("%v: the cells become wider in pass %d: %d", size, n, cell)
			}
			if cell < last {
				changes++
			}
			last = cell
		}
		if changes > 4 {
			t.Errorf("%v: the cells change %d times", size, changes)
		}
	}
}

// TestWhatToTrySaysWhatThereIsToSee, for each scene of the shelf, unless a moral of two rows leaves it to the scene's
// page, and what the header says stays where it is when the goal is reached.
func TestWhatToTrySaysWhatThereIsToSee(t *testing.T) {
	t.Parallel()
	for _, name := range effort.Some(t, presets.Names(), 20, 60) {
		s := scenetest.Open(t, scenetest.Shipped(t, name))
		f := shows(s, 120, 36)
		if len(f.Program.Lesson.Try) == 0 || f.Program.Goal == "" {
			continue
		}
		for _, done := range []string{"", "reached"} {
			f.Reached = done
			g := screen.New(120, 36)
			panel.Draw(g, f)
			head := strings.Join(g.Lines()[:5], "\n")
			named := strings.Contains(head, "I the scene's page") || strings.Contains(head, "I page") // by the room
			page := len(panel.Moral(f, 120, 36)) > 1 && named
			if text := f.Program.Lesson.Try[0].Text; !page && !strings.Contains(head, ": "+text) {
				t.Errorf("%s does not say %q\n%s", name, text, head)
			}
			if !strings.Contains(head, "goal") || done != "" && !strings.Contains(head, "✓ reached") {
				t.Errorf("%s does not say its goal whole\n%s", name, head)
			}
		}
	}
}

// TestTheHeaderSaysNoHalfAttempt: at each size and step what to try is told whole, with what there is to see, or not at
// all; that the goal is reached is said in one form.
func TestTheHeaderSaysNoHalfAttempt(t *testing.T) {
	t.Parallel()
	for _, name := range effort.Some(t, presets.Names(), 12, 60) {
		s := scenetest.Open(t, scenetest.Shipped(t, name))
		for _, size := range sizes()[2:] {
			for step := range 2 {
				s.GoTo(int64(step))
				f := shows(s, size[0], size[1])
				if step > 0 {
					f.Reached, f.ReachedIn = "reached", 1
				}
				g := screen.New(size[0], size[1])
				panel.Draw(g, f)
				rows := panel.Place(f, size[0], size[1], panel.ReadyPanel).Y
				head := strings.Join(g.Lines()[:rows], "\n")
				if all := f.Program.Lesson.Try; len(all) > 0 && strings.Contains(head, "  try  ") &&
					!strings.Contains(head, ": "+all[0].Text) {
					t.Errorf("%s at %v, step %d does not tell the attempt whole:\n%s", name, size, step, head)
				}
				if strings.Contains(head, "✓") && !strings.Contains(head, "✓ reached") {
					t.Errorf("%s at %v says it in another form:\n%s", name, size, head)
				}
			}
		}
	}
}

// TestTheEndTellsItsLastSteps where the answer leaves rows, whole.
func TestTheEndTellsItsLastSteps(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "deadlock-philosophers"))
	for s.Forward() != nil {
	}
	f := shows(s, 120, 36)
	answer := reason.NewReader(f.Program).Verdict(f.Now, nil)
	f.Verdict = &panel.Reasons{Answer: &answer, At: -1, Bad: true}
	g := screen.New(120, 36)
	panel.Draw(g, f)
	for _, want := range []string{"Why nobody comes", "The last steps", "waits for fork1, held by plato.",
		"takes fork3"} {
		if !strings.Contains(g.String(), want) {
			t.Errorf("the end does not say %q\n%s", want, g.String())
		}
	}
}

// TestAnyLineIsBroken: bytes that are no letters, marks without a width and very long lines lose nothing, in any width.
func TestAnyLineIsBroken(t *testing.T) {
	t.Parallel()
	many := effort.Times(20_000, 200_000, 200_000)
	for _, line := range []string{
		"lock(m) // \xff\xfe\xff and more", "\xe5\xae\xe5\xae\xe5\xae\xe5\xae", "\tput(q)(\xff,\xff(\xff,",
		"安娜安娜安娜(安娜, 安娜)", "a" + strings.Repeat("\u0301", many) + " b", "lock(m) // " + strings.Repeat("word ", 2*many),
	} {
		for _, w := range []int{1, 2, 3, 11, 40} {
			if len(line) > 1000 && w < 40 {
				continue
			}
			rows := panel.WrapCode(line, w, 2)
			bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
			if bare(strings.Join(rows, "")) != bare(line) {
				t.Errorf("%.60q in %d columns is %.200q", line, w, rows)
			}
			for _, r := range rows {
				if screen.Width(r) > max(w, 2) {
					t.Errorf("%.60q in %d columns has the row %q", line, w, r)
				}
			}
		}
	}
}

// TestCodeIsBrokenWhereAReaderWould: a line of the shelf that is too long loses nothing but blanks, keeps its rows
// within the width, breaks no name that has room in a row, and no row has code and the rest of a comment.
func TestCodeIsBrokenWhereAReaderWould(t *testing.T) {
	t.Parallel()
	name := regexp.MustCompile(`[A-Za-z0-9_]+`)
	for _, scene := range effort.Some(t, presets.Names(), 20, 60) {
		for _, line := range strings.Split(scenetest.Shipped(t, scene).Source, "\n") {
			for w := 24; w <= 60; w += 6 {
				rows := panel.WrapCode(line, w, 2)
				indent := min(len(line)-len(strings.TrimLeft(line, "\t")), (w-10)/2) * 2
				bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
				if bare(strings.Join(rows, "")) != bare(line) {
					t.Errorf("%s: %q in %d columns is %q", scene, line, w, rows)
				}
				for _, one := range name.FindAllString(line, -1) {
					whole := slices.ContainsFunc(rows, func(r string) bool { return strings.Contains(r, one) })
					if !whole && len(one) <= w-indent-3 {
						t.Errorf("%s: %q in %d columns breaks %s: %q", scene, line, w, one, rows)
					}
				}
				for _, r := range rows {
					if screen.Width(r) > w {
						t.Errorf("%s: %q in %d columns has the row %q", scene, line, w, r)
					}
				}
			}
		}
	}
	rows := panel.WrapCode("\t\twakeup(producers_wq) // wakeup one (maybe more?) b/c len==0", 36, 2)
	want := []string{"wakeup(producers_wq)", "  // wakeup one (maybe more?)", "  b/c len==0"}
	if !slices.Equal(rows, want) {
		t.Errorf("a line with a comment is %q", rows)
	}
	for _, c := range []struct {
		line string
		w    int
		want []string
	}{
		{"\t\tarrive(meeting)", 18, []string{"arrive(meeting)"}}, // the indent gives way
		{"\tfor round := 0; round < 2; round++ {", 26, []string{"for round := 0;", "  round < 2; round++ {"}},
		{"if full && holds(notFull, m) {", 24, []string{"if full &&", "  holds(notFull, m) {"}},
		{"\t\tassert(v == 42, \"that is the answer\")", 34, []string{"assert(v == 42,", "  \"that is the answer\")"}},
		{"x = longer(second, third, fourth)", 20, []string{"x = longer(second,", "  third, fourth)"}},
	} {
		if rows := panel.WrapCode(c.line, c.w, 2); !slices.Equal(rows, c.want) {
			t.Errorf("%q in %d columns is %q", c.line, c.w, rows)
		}
		if tabs := strings.Count(c.line, "\t"); tabs > 0 && panel.WrapIndent(c.line, c.w, 2) <= 2*(tabs-1) {
			t.Errorf("%q in %d columns is not further in than what it belongs to", c.line, c.w)
		}
	}
	rows = panel.WrapCode("set(first,second+third)", 18, 2) // a + would do as well
	if want = []string{"set(first,", "  second+third)"}; !slices.Equal(rows, want) {
		t.Errorf("a line without blanks is %q", rows)
	}
}

// TestASmallSceneIsWholeOnASmallScreen: at 80x24 everybody of a scene of up to five has a row in TIME, the goal stays
// in sight, and so does who holds the mutex.
func TestASmallSceneIsWholeOnASmallScreen(t *testing.T) {
	t.Parallel()
	for _, scene := range []string{"bounded-buffer", "one-condition", "deadlock-philosophers", "lecture-08b-wake-one"} {
		s := scenetest.Open(t, scenetest.Shipped(t, scene))
		for range 40 {
			s.Forward()
			f := shows(s, 80, 24)
			g := screen.New(80, 24)
			panel.Draw(g, f)
			lines := g.Lines()
			if goal := f.Program.Goal; !strings.Contains(lines[1], goal) {
				t.Fatalf("%s: the goal is not in sight:\n%s", scene, g)
			}
			strip := strings.Join(lines[24-1-len(f.Track.Slots):23], "\n")
			for _, slot := range f.Track.Slots {
				if c := f.Now.Coroutines[slot]; c.Live && !strings.Contains(strip, c.Name+" ") {
					t.Fatalf("%s: %s has no row:\n%s", scene, c.Name, g)
				}
			}
			for i := range f.Now.Mutexes {
				if by := f.Now.Mutexes[i].OwnerName; by != "" && !strings.Contains(g.String(), "held by") {
					t.Fatalf("%s: that %s holds a mutex is not in sight:\n%s", scene, by, g)
				}
			}
		}
	}
}
