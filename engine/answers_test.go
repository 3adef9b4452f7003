package engine_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// boot compiles a scene whose declarations stand behind its package clause.
func boot(t *testing.T, text string) *engine.Engine {
	t.Helper()
	return scenetest.Machine(t, "package test\n"+text)
}

// asked is a producer that wants an answer in some way, and a consumer that answers error.
const asked = `
const slots = 2

var (
	work = queue(1)
	seen int
	last result
)

func producer() {
	ASK
}

func told(it item, r result) {
	seen++
	last = r
	assert(it != nil, "the item comes with its answer")
}

func consumer() {
	for len(work) == 0 {
		yield()
	}
	it := take(work)
	compute(2)
	answer(it, error)
}

func main() {
	spawn(producer)
	daemon(consumer)
	finally("the answer came once, and was error", seen == 1 && last == error)
}
`

func TestFourWaysToAnswer(t *testing.T) {
	for _, way := range []struct{ name, ask, says string }{
		{"await", "it := item(); put(work, it); last = await(it); seen++",
			"p1, who waits for it, moves from WAITING to READY"},
		{"callback", "onAnswer(told); put(work, item()); sleep(40)", "It calls told, the answer callback of p1."},
		{"callback set late", "it := item(); onAnswer(told); put(work, it); sleep(40)",
			"It calls told, the answer callback of p1."},
		{"signal", "onSignal(told); put(work, item()); for seen == 0 { yield() }",
			"p1 handles the process signal that item 1"},
		{"poll", "it := item(); put(work, it); for poll(it) == busy { yield() }; last = poll(it); seen++",
			"a wasted poll"},
	} {
		t.Run(way.name, func(t *testing.T) {
			for _, policy := range []string{"cooperative", "preemptive", "roundrobin"} {
				e := boot(t, "const policy = \""+policy+"\"\n"+strings.ReplaceAll(asked, "ASK", way.ask))
				story := scenetest.Told(t, e, 2000)
				if e.End().Kind != engine.EndDone {
					t.Errorf("%s: %v\n%s", policy, e.End(), story)
				}
				if policy == "cooperative" && !strings.Contains(story, way.says) {
					t.Errorf("nobody says %q:\n%s", way.says, story)
				}
			}
		})
	}
}

// TestSignalWaits: a signal is handled when the producer next runs, not in the middle of its sleep, and never inside a
// handler.
func TestSignalWaits(t *testing.T) {
	e := boot(t, `
var (
	work   = queue(2)
	inside int
	asleep bool
	order  int
)

func producer() {
	onSignal(told)
	put(work, item())
	put(work, item())
	asleep = true
	sleep(50)
	asleep = false
	yield()
	yield()
}

func told(it item) {
	assert(!asleep || now() >= 50, "the sleep was not interrupted")
	inside++
	assert(inside == 1, "one handler at a time")
	yield()
	inside--
	order++
}

func consumer() {
	answer(take(work), ok)
	answer(take(work), ok)
}

func main() {
	spawn(producer)
	spawn(consumer)
	finally("both were handled", order == 2)
}
`)
	if story := scenetest.Told(t, e, 2000); e.End().Kind != engine.EndDone {
		t.Errorf("%v\n%s", e.End(), story)
	}
}

// TestMakerGone: a producer that has ended gets no answer, nor does whoever has its slot by then.
func TestMakerGone(t *testing.T) {
	for _, way := range []string{"onAnswer(told)", "onSignal(told)", "yield()"} {
		e := boot(t, `
const slots = 2

var (
	work = queue(1)
	hits int
)

func producer() {
	`+way+`
	put(work, item())
}

func heir() {
	onAnswer(told)
	onSignal(told)
	sleep(5)
	yield()
	yield()
}

func told() { hits++ }

func consumer() {
	yield()
	yield()
	it := take(work)
	spawn(heir)
	sleep(2)
	answer(it, ok)
}

func main() {
	spawn(producer)
	spawn(consumer)
	finally("nobody got it", hits == 0)
}
`)
		story := scenetest.Told(t, e, 2000)
		if e.End().Kind != engine.EndDone || !strings.Contains(story, "nobody else gets its answer") {
			t.Errorf("%s: %v\n%s", way, e.End(), story)
		}
	}
}

// TestSignalUnhandled: a producer that ends before it handles its signal is told of.
func TestSignalUnhandled(t *testing.T) {
	e := boot(t, `
var work = queue(1)

func producer() {
	onSignal(told)
	put(work, item())
	yield()
	sleep(5)
}

func told() {}

func consumer() {
	answer(take(work), ok)
	kill("p")
}

func main() {
	spawn(producer, "p")
	spawn(consumer)
}
`)
	if story := scenetest.Told(t, e, 2000); !strings.Contains(story, "has handled the process signal") {
		t.Error(story)
	}
}

// TestCallbackInsideCallback: two callbacks may nest, one inside itself is a violation.
func TestCallbackInsideCallback(t *testing.T) {
	scene := `
var (
	first  = queue(2)
	second = queue(2)
	hits   int
)

func producer() {
	onAnswer(told)
	put(first, item())
	put(first, item())
	sleep(9)
}

func other() {
	onAnswer(OTHER)
	put(second, item())
	sleep(9)
}

func told() {
	hits++
	if len(second) > 0 {
		answer(take(second), ok)
	}
	if AGAIN && len(first) > 0 {
		answer(take(first), ok)
	}
}

func told2() { hits += 10 }

func consumer() {
	sleep(1)
	for len(first) > 0 {
		n := len(first)
		answer(take(first), ok)
		assert(n > len(first), "the locals of the caller are its own")
	}
}

func main() {
	spawn(producer)
	spawn(other)
	spawn(consumer)
	finally("all were told", hits == 12)
}
`
	nested := strings.NewReplacer("OTHER", "told2", "AGAIN", "false").Replace(scene)
	if e := boot(t, nested); e.End().Kind == 0 {
		if story := scenetest.Told(t, e, 2000); e.End().Kind != engine.EndDone {
			t.Errorf("%v\n%s", e.End(), story)
		}
	}
	again := strings.NewReplacer("OTHER", "told2", "AGAIN", "true").Replace(scene)
	e := boot(t, again)
	story := scenetest.Told(t, e, 2000)
	if e.End().Kind != engine.EndViolation || !strings.Contains(e.End().Text, "would call again") {
		t.Errorf("%v\n%s", e.End(), story)
	}
}
