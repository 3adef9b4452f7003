package predict

import (
	"testing"

	"github.com/quartet-os/quartet/engine/mend"
)

// TestAChangeOfLinesIsADiff: a change of one line is a sentence, one of more is shown in its lines, without comments.
func TestAChangeOfLinesIsADiff(t *testing.T) {
	const was = "package p\n\nfunc f() {\n\tlock(m)\n\t// why\n\tput(w)\n\tunlock(m)\n}\n"
	const now = "package p\n\nfunc f() {\n\tlock(m)\n\t// why\n" +
		"\tfor len(w) == 0 {\n\tput(w)\n\t}\n\tunlock(m)\n}\n"
	e := mend.Edit{Text: now, Changes: []mend.Change{
		{Line: 6, Now: []string{"for len(w) == 0 {"}}, {Line: 7, Now: []string{"}"}}}}
	const want = "    4      lock(m)\n+          for len(w) == 0 {\n    6      put(w)\n" +
		"+          }\n    7      unlock(m)"
	if got := shownAs(was, &e); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	moved := mend.Edit{Text: "package p\n\nfunc f() {\n\t// why\n\tput(w)\n\tlock(m)\n\tunlock(m)\n}\n",
		Changes: []mend.Change{{Line: 4, Was: []string{"lock(m)"}}, {Line: 7, Now: []string{"lock(m)"}}}}
	const ways = "    3  func f() {\n-   4      lock(m)\n    6      put(w)\n+          lock(m)\n    7      unlock(m)"
	if got := shownAs(was, &moved); got != ways {
		t.Errorf("got\n%s\nwant\n%s", got, ways)
	}
	one := mend.Edit{Text: now, Changes: []mend.Change{{Line: 6, Was: []string{"put(w)"}, Now: []string{"take(w)"}}}}
	if got := shownAs(was, &one); got != "In line 6 instead of `put(w)` write `take(w)`" {
		t.Error(got)
	}
}

// TestHowLongComesLast: how long the shortest schedule is that fails is asked once on a sheet at most, and when nothing
// else of its kind is left.
func TestHowLongComesLast(t *testing.T) {
	far, other := &Question{Kind: Verdict, side: asksFar, Text: "far"}, &Question{Kind: Verdict, Text: "other"}
	p := pool{all: []*Question{far, other}}
	if last := p.putOff(); len(last) != 1 || last[0] != far || len(p.all) != 1 || p.all[0] != other {
		t.Errorf("%d are put off, %d are left", len(last), len(p.all))
	}
}
