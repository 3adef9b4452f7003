package panel_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// passes is a run of n passes of a step each that stands behind one of them, and of which one decides.
func passes(n, now, decides int, marks ...session.Mark) *panel.Frame {
	f := lookMoment()
	f.Track = session.Timeline{Scale: session.APass, Now: now, Marks: marks}
	for i := range n {
		at := int64(i + 1)
		f.Track.Columns = append(f.Track.Columns, session.Column{Pass: at, Step: at, Running: 0})
	}
	f.Now.Pass, f.Now.Step = int64(now+1), int64(now+1)
	f.Lesson = &panel.Lesson{Decides: int64(decides + 1)}
	return f
}

// scaleOf is the row of marks and numbers above the passes.
func scaleOf(f *panel.Frame, w, h int) string {
	g := screen.New(w, h)
	panel.Draw(g, f)
	r := panel.Place(f, w, h, panel.TimePanel)
	for _, l := range g.Lines()[r.Y:r.Bottom()] {
		if strings.Contains(l, "▾") {
			return l
		}
	}
	return ""
}

// TestMarksAreNotWrittenIntoEachOther: what decides keeps its words beside its own sign, the word for the position is
// never followed by them, and what lies ahead is said of the position alone.
func TestMarksAreNotWrittenIntoEachOther(t *testing.T) {
	t.Parallel()
	mixed := regexp.MustCompile(`now \d+ decides|now decides|! x1 known`)
	said := regexp.MustCompile(`▾ \d+ decides|\d+ decides ▾`)
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}} {
		for n := 2; n <= 40; n++ {
			for now := range min(n, 6) {
				for decides := max(now-1, 0); decides <= min(now+1, n-1); decides++ {
					mark := session.Mark{Kind: session.TimeoutMark, Text: "x1", Column: min(now+1, n-1)}
					mark.Step = int64(now + 2)
					if row := scaleOf(passes(n, now, decides, mark), size[0], size[1]); mixed.MatchString(row) {
						t.Fatalf("%v, pass %d of %d, %d decides: %q", size, now+1, n, decides+1, row)
					}
					row := scaleOf(passes(n, now, decides), size[0], size[1])
					if decides == now && row != "" && !said.MatchString(row) && !strings.Contains(row, "decides ▾") {
						t.Fatalf("%v, pass %d of %d, which decides: %q", size, now+1, n, row)
					}
				}
			}
		}
	}
}

// TestAMarkStaysWhereItIs: where the position has gone on, a mark stands where it stood while the first pass, which
// decides, was the last one.
func TestAMarkStaysWhereItIs(t *testing.T) {
	t.Parallel()
	mark := session.Mark{Kind: session.TimeoutMark, Column: 2, Step: 3, Text: "x1"}
	place := func(now int) int {
		before, _, found := strings.Cut(scaleOf(passes(5, now, 0, mark), 80, 24), "! x1")
		if !found {
			t.Fatalf("behind pass %d: no mark", now+1)
		}
		return len([]rune(before))
	}
	if first, later := place(0), place(3); first != later+1 { // the marker takes a column
		t.Errorf("the mark stands in column %d, and in %d later on", first, later)
	}
}

// TestNumbersBeforeDots: in narrow passes the choices leave the numbers of the passes their room.
func TestNumbersBeforeDots(t *testing.T) {
	t.Parallel()
	const n = 24
	var marks []session.Mark
	for i := range n {
		marks = append(marks, session.Mark{Kind: session.ChoiceMark, Column: i, Step: int64(i + 1)})
	}
	f := passes(n, n-1, 0, marks...)
	f.Lesson = nil
	row := scaleOf(f, 80, 24)
	for _, number := range []string{" 1 ", " 5 ", " 10 ", " 15 ", " 20 ", "·"} {
		if !strings.Contains(row, number) {
			t.Errorf("no %q in %q", number, row)
		}
	}
}

// TestNoNumberGivesWayToTheFuture: what the paler columns are stands behind all of them, or nowhere.
func TestNoNumberGivesWayToTheFuture(t *testing.T) {
	t.Parallel()
	said := 0
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}} {
		for n := 2; n <= 40; n++ {
			for now := range n - 1 {
				end := session.Mark{Kind: session.FailMark, Text: "violation", Column: n - 1, Step: int64(n)}
				row := scaleOf(passes(n, now, now, end), size[0], size[1])
				before, behind, told := strings.Cut(row, "known future, paler")
				if told {
					said++
				}
				if told && (!strings.HasSuffix(before, "  ") || !strings.Contains(before, "✗") ||
					strings.ContainsAny(behind, "0123456789✗")) {
					t.Fatalf("%v, pass %d of %d: %q", size, now+1, n, row)
				}
			}
		}
	}
	if said == 0 {
		t.Error("nothing is ever said of what lies ahead")
	}
}
