package program_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// futureScene is a scene whose main ends with some lines.
func futureScene(main string) string {
	return "package p\n\nvar n int\nvar made, seen counter\nvar ns [2]counter\n\n" +
		"func f() {\n\tn = 1 - n\n\tmade++\n}\n\n" +
		"func main() {\n\tspawn(f, 2)\n" + main + "\n}\n"
}

func TestFutureLawsAreRead(t *testing.T) {
	p := parse(t, futureScene("eventually(\"e\", n == 1)\nleadsTo(\"l\", n == 1, n == 0)\n"+
		"infinitelyOften(\"i\", n < 2)\n"+
		"for i := range 2 {\neventually(\"round\", n == i)\n}\nprogress(made, ns)"))
	var got []string
	for _, l := range p.Futures {
		a := ""
		if l.A >= 0 {
			a = p.Exprs[l.A].Text + " -> "
		}
		got = append(got, l.Kind.String()+" "+l.Text+": "+a+p.Exprs[l.B].Text)
	}
	want := "eventually e: n == 1; leadsTo l: n == 1 -> n == 0; infinitelyOften i: n < 2; " +
		"eventually round (i = 0): n == i; eventually round (i = 1): n == i"
	if strings.Join(got, "; ") != want {
		t.Errorf("%s", strings.Join(got, "; "))
	}
	if m := p.DefaultMarks(); m.String() != "made+ns" {
		t.Errorf("the marks are %s", m)
	}
	if len(p.Laws) != 0 {
		t.Error("they are among the laws about steps")
	}
}

func TestFutureLawsAreRefused(t *testing.T) {
	for line, want := range map[string]string{
		"eventually(n == 1)":                      "takes a text and a condition",
		"leadsTo(\"t\", n == 1)":                  "takes a text and two conditions",
		"eventually(n, n == 1)":                   "begins with a text in quotes",
		"infinitelyOften(\"t\", n)":               "true or false",
		"progress()":                              "names no counter",
		"progress(f)":                             "names counters and shared variables",
		"if n == 0 {\neventually(\"t\", true)\n}": "holds always, or not at all",
	} {
		_, err := program.Parse("p.scene", futureScene(line))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// TestFutureWordsGiveWay: they are newer than the first release, so a function of the scene's own is called.
func TestFutureWordsGiveWay(t *testing.T) {
	for _, word := range []string{"eventually", "infinitelyOften", "leadsTo", "progress"} {
		p := parse(t, "package p\nvar n int\nfunc "+word+"() {\nn++\n}\nfunc f() {\n"+word+"()\n}\n"+
			"func main() {\nspawn(f)\nspawn("+word+")\n}\n")
		if len(p.Futures)+len(p.Progress) > 0 {
			t.Errorf("%s is a law", word)
		}
	}
}

func TestMarks(t *testing.T) {
	p := parse(t, futureScene(""))
	for text, want := range map[string]string{
		"made": "made", "made+++end": "made+end", "put+take": "put+take", "n": "n", "ns+made": "ns+made",
		"": "nobody makes", "mad": "did you mean made", "lock": "nobody makes",
	} {
		m, err := p.ReadMarks(text)
		switch {
		case err != nil && !strings.Contains(err.Error(), want):
			t.Errorf("%q: %v", text, err)
		case err == nil && m.String() != want:
			t.Errorf("%q: %s", text, m)
		}
	}
	for text, want := range map[string][2]string{
		"put+take+end": {"put, take or end", "there is always another put, take or end"},
		"made":         {"change of made", "sooner or later made changes"},
		"n+end":        {"end or change of n", "sooner or later n changes or somebody ends"},
		"put+made+n": {"put or change of made or n",
			"sooner or later there is another put, made changes or n changes"},
	} {
		m, err := p.ReadMarks(text)
		if err != nil || m.Spoken() != want[0] || m.Comes() != want[1] {
			t.Errorf("%s: %v, %q, %q", text, err, m.Spoken(), m.Comes())
		}
	}
	if m := p.DefaultMarks(); m.String() != "made+end" {
		t.Errorf("by default the marks are %s", m)
	}
}
