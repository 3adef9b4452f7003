package screen

import (
	"strings"
	"testing"
)

func TestFrame(t *testing.T) {
	for _, c := range []struct {
		w, h int
		f    Frame
		want string
	}{
		{20, 3, Frame{Title: "FREE", Right: "4"}, `
╭─ FREE ─────── 4 ─╮
│                  │
╰──────────────────╯`},
		{20, 2, Frame{Title: "STORY", Foot: "w why"}, `
╭─ STORY ──────────╮
╰────────── w why ─╯`},
		{14, 3, Frame{Title: "FREE", Right: "4"}, `
╭─ FREE ─ 4 ─╮
│            │
╰────────────╯`},
		{13, 2, Frame{Title: "FREE", Right: "4"}, `
╭─ FREE ────╮
╰───────────╯`},
		{16, 2, Frame{Title: "TIMED-WAITING", Right: "1", KeepRight: true}, `
╭─ TIMED… ─ 1 ─╮
╰──────────────╯`},
		{16, 2, Frame{Title: "TIMED-WAITING", Right: "1"}, `
╭─ TIMED-WAI… ─╮
╰──────────────╯`},
		{6, 2, Frame{Title: "FREE"}, `
╭────╮
╰────╯`},
		{12, 2, Frame{Right: "1", Foot: "longer than it"}, `
╭────── 1 ─╮
╰──────────╯`},
		{12, 1, Frame{Title: "TIME"}, `
── TIME ────`},
		{12, 3, Frame{Title: "T", Open: true}, `
╭┄ T ┄┄┄┄┄┄╮
│          │
╰──────────╯`},
		{2, 2, Frame{Title: "T"}, "\n╭╮\n╰╯"},
		{1, 3, Frame{Title: "T"}, "\n\n\n"},
	} {
		g := New(c.w, c.h)
		in := g.Canvas().Frame(g.Bounds(), c.f)
		if got := "\n" + g.String(); got != c.want {
			t.Errorf("%+v in %d by %d gives%s\nwant%s", c.f, c.w, c.h, got, c.want)
		}
		if in.W != max(c.w-2, 0) || in.H != max(c.h-2, 0) {
			t.Errorf("the inside of %d by %d is %d by %d", c.w, c.h, in.W, in.H)
		}
		checkGrid(t, g)
	}
}

func TestFrameInside(t *testing.T) {
	g := New(9, 4)
	in := g.Canvas().Frame(R(2, 0, 7, 4), Frame{})
	in.Fill(R(-9, -9, 99, 99), 'x', plain)
	want := `
  ╭─────╮
  │xxxxx│
  │xxxxx│
  ╰─────╯`
	if got := "\n" + g.String(); got != want {
		t.Errorf("got%s\nwant%s", got, want)
	}
}

func TestFramesOfEverySize(t *testing.T) {
	f := Frame{Title: "READY", Right: "12", Foot: "joins left, leaves right"}
	for w := range 40 {
		for h := range 6 {
			g := New(w, h)
			f.KeepRight = w%2 == 0
			g.Canvas().Frame(g.Bounds(), f)
			g.Canvas().Frame(R(-3, -1, w, h), f)
			checkGrid(t, g)
		}
	}
}

func TestRuleAndBar(t *testing.T) {
	g := New(5, 3)
	g.Canvas().Rule(1, 0, 9, plain)
	g.Canvas().Bar(0, 1, 9, plain)
	if got, want := g.String(), " ────\n│\n│"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if strings.Contains(New(2, 2).String(), "─") {
		t.Error("a new grid holds a rule")
	}
}
