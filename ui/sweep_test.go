package ui

import (
	"errors"
	"testing"
	"time"

	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/screen"
)

// shop is a scene whose knee is known: each producer makes an item in 4 ticks, each consumer needs 8.
const shop = `package shop

const (
	slots = 9
	tick  = "idle"
)

var (
	m        mutex
	notEmpty cond
	notFull  cond
	work     = queue(4)
)

func producer() {
	for {
		compute(4)
		lock(m)
		for len(work) >= cap(work) {
			wait(notFull, m)
		}
		put(work)
		signal(notEmpty)
		unlock(m)
	}
}

func consumer() {
	for {
		lock(m)
		for len(work) == 0 {
			wait(notEmpty, m)
		}
		take(work)
		signal(notFull)
		unlock(m)
		compute(8)
	}
}

func main() {
	spawn(producer)
	spawn(consumer)
}
`

// enters types a line at the prompt.
func (u *user) enters(line string) {
	u.press(":")
	u.m.prompt.Set("")
	u.types(line)
	u.press("enter")
}

func TestASweepIsShown(t *testing.T) {
	u := sitDown(t, shop)
	u.enters("sweep consumers=1..3")
	u.sees("Sweep", "running consumers=1..3", "esc stop")
	answer := u.m.ask.work()
	u.send(u.m.listen()())
	u.sees("of 3 points of consumers=1..3")
	u.send(answer)
	u.sees("What the sweep found", "The knee is at consumers=2", "items/tick", "theory", "wait", "length", "busy",
		"Each run begins with the scene", "Theory: D/D/1", "0.1250", "100 %", "knee", "███")
	u.press("esc")
	u.seesNot("What the sweep found")
	u.position(0)
	u.press(":", "up")
	if got := u.m.prompt.Line.Value(); got != "sweep consumers=1..3" {
		t.Errorf("the line came back as %q", got)
	}
}

func TestASweepIsCancelled(t *testing.T) {
	u := sitDown(t, shop)
	u.enters("sweep consumers=1..4 capacity=1..9")
	work := u.m.ask.work
	u.press("esc")
	u.sees("stopped the sweep")
	answer, ok := work().(answerMsg)
	if !ok || answer.err == nil || answer.page != nil {
		t.Fatalf("a cancelled sweep comes to %+v", answer)
	}
	u.send(answer)
	u.seesNot("What the sweep found", "This could not be answered")
	if u.m.stack.Mode != keys.Browsing {
		t.Errorf("mode %d after the cancelled sweep", u.m.stack.Mode)
	}
}

func TestASweepScrolls(t *testing.T) {
	u := sitDown(t, shop)
	u.enters("sweep consumers=1..3 capacity=1..12")
	plan, err := ask.SweepPlan(u.m.session.Program(), []string{"consumers=1..3", "capacity=1..12"})
	if err != nil {
		t.Fatal(err)
	}
	plan.Passes = 500
	points, err := measure.Sweep(t.Context(), plan, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	u.send(answerMsg{ticket: u.m.ticket(queryWork), page: &dialog.Page{Sweep: ask.SweepPage(&plan, points)}})
	u.sees("The knee: the least consumers", "1 1 0.")
	u.seesNot(" 3        12 ")
	u.press("G")
	u.sees("3 12 0.")
	u.press("g")
	u.sees("1 1 0.")
}

// TestASweepThatCannotBe: the line stays, with what would work.
func TestASweepThatCannotBe(t *testing.T) {
	for line, says := range map[string]string{
		"sweep":                           "sweep what? Write sweep consumers=1..8; what can be varied is consumers,",
		"sweep nonsense":                  "nonsense: write a name and its numbers, such as consumers=1..8; what",
		"sweep consumers=8..1":            "the smaller one first",
		"sweep customers=1..8":            "there is nothing called customers to vary; what can be varied is",
		"sweep consumers=1..":             "write a name and its numbers",
		"sweep capacity=0..3":             "a capacity is 1 to",
		"sweep consumers=1..99999":        "vary less at a time",
		"sweep consumers=1..2 consumers=": "consumers=: write a name and its numbers",
		"sweep capacity=1..2 capacity=3":  "capacity is varied already",
	} {
		u := sitDown(t, shop)
		u.enters(line)
		u.sees(says)
		if u.m.stack.Mode != keys.Prompting || u.m.prompt.Line.Value() != line {
			t.Errorf("%q is gone", line)
		}
	}
	u := sitDown(t, "package p\n\nfunc main() {\n}\n")
	u.enters("sweep consumers=1..8")
	u.sees("this scene has nothing that can be varied")
}

// TestASweepThatFails says why on a page.
func TestASweepThatFails(t *testing.T) {
	u := sitDown(t, shop)
	u.enters("sweep consumers=1..2")
	u.press("space", "r") // keys of the machine mean nothing now
	u.position(0)
	u.send(answerMsg{ticket: u.m.ticket(queryWork), err: errors.New("no room")})
	u.sees("no room")
}

func TestSweepIsCompleted(t *testing.T) {
	u := sitDown(t, shop)
	u.press(":")
	u.types("sweep con")
	u.press("tab")
	if got := u.m.prompt.Line.Value(); got != "sweep consumers=1..8" {
		t.Fatalf("tab made %q", got)
	}
	u.m.prompt.Set("sweep consumers=1..8 cap")
	u.press("tab")
	if got := u.m.prompt.Line.Value(); got != "sweep consumers=1..8 capacity=1..16 " {
		t.Errorf("tab made %q", got)
	}
	u.m.prompt.Set("sweep consumers=1..8 cons")
	u.seesNot("how many main starts")
}

// TestASweepInADemo: a script waits for the rows, without a terminal too.
func TestASweepInADemo(t *testing.T) {
	s, err := NewStage(t.Context(), Options{Session: newSession(t, shop)})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Command("sweep consumers=1..2"); err != nil {
		t.Fatal(err)
	}
	at, due := s.Next()
	if !due || !s.Awaits() {
		t.Fatal("the sweep is not waited for")
	}
	s.Tick(at + time.Millisecond)
	u := &user{t: t, m: s.m}
	s.Draw(screen.New(100, 30))
	u.send(nil)
	u.sees("What the sweep found")
}

// TestASweepMarksBrokenRuns: with when they broke, without numbers, and no knee is named over them.
func TestASweepMarksBrokenRuns(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "if-instead-of-a-loop") })
	u.enters("sweep consumers=1..3")
	u.send(u.m.ask.work())
	u.sees("2 of 3 runs broke", "there is no knee", "violation in pass 7", "violation in pass 8", "0.5000")
	u.seesNot("The knee", "0.2857", "0.25")
}
