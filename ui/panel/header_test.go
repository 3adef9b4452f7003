package panel_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// shown is what a number of the header may stand for: the least and the most.
func shown(t *testing.T, s string) (least, most int64) {
	t.Helper()
	unit := int64(1)
	if i := strings.IndexByte("kMGTPE", s[len(s)-1]); i >= 0 {
		for range i + 1 {
			unit *= 1000
		}
		s = s[:len(s)-1]
	}
	whole, part, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole+part, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	for range len(part) {
		unit /= 10
	}
	return n * unit, n*unit + unit - 1
}

// TestTheHeaderShowsWholeNumbers: at every width each number is the whole, or shortened with its unit; none is cut.
func TestTheHeaderShowsWholeNumbers(t *testing.T) {
	number := regexp.MustCompile(`\b(pass|time|step|of) +([0-9][0-9.]*[kMGTPE]?)`)
	var widths []int
	for w := 60; w <= 200; w += 4 {
		widths = append(widths, w)
	}
	widths = effort.Some(t, widths, 9, len(widths))
	for _, n := range []int64{0, 7, 99_999, 100_000, 143_999, 999_999, 19_999_999, 20_000_000, 123_456_789,
		999_999_999_999, 1_000_000_000_000, 1 << 62} {
		for _, w := range widths {
			f := lookMoment()
			f.Position, f.Length, f.Now.Pass, f.Now.Time = n-n/3, n, n/2, n
			want := map[string]int64{"pass": n / 2, "time": n, "step": n - n/3, "of": n}
			g := screen.New(w, 36)
			panel.Draw(g, f)
			head, _, _ := strings.Cut(g.String(), "\n")
			found := number.FindAllStringSubmatch(head, -1)
			for _, m := range found {
				least, most := shown(t, m[2])
				if want[m[1]] < least || want[m[1]] > most || most-least > want[m[1]]/50 {
					t.Errorf("%d columns: %q stands for %d", w, m[0], want[m[1]])
				}
			}
			if of := w >= 98 && f.Position < f.Length; len(found) < 3 || of && len(found) < 4 {
				t.Errorf("%d columns, %d: %q", w, n, head)
			}
		}
	}
}
