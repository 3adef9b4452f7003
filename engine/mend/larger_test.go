package mend

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// crowd is a scene in which as many may pass as there are permits.
const crowd = `package crowd

const slots = 3

var (
	gate = semaphore(1)
	work = queue(2)
)

func walker() {
	acquire(gate)
	put(work)
}

func main() {
	spawn(walker, "A")
	spawn(walker, "B")
	// daemon(walker)
}
`

// TestLarger: one more of each, the same with more room, two more, and more room alone; each has slots for all, and
// nobody is called as somebody else.
func TestLarger(t *testing.T) {
	for i, want := range []struct{ walkers, slots, room int }{{4, 5, 2}, {4, 5, 3}, {6, 7, 2}, {2, 3, 3}} {
		all := larger(crowd)
		if len(all) != 4 {
			t.Fatalf("%d larger scenes:\n%s", len(all), strings.Join(all, "\n"))
		}
		p, err := program.Parse("crowd.scene", all[i])
		if err != nil {
			t.Fatalf("%v\n%s", err, all[i])
		}
		if n := strings.Count(all[i], "\tspawn(walker"); n != want.walkers || p.Settings.Slots != want.slots ||
			p.Queues[0].Capacity != want.room {
			t.Errorf("%d walkers, %d slots and room for %d, not %+v:\n%s", n, p.Settings.Slots, p.Queues[0].Capacity,
				want, all[i])
		}
	}
	if all := larger(strings.Replace(crowd, "queue(2)", "0", 1)); len(all) != 0 {
		t.Errorf("of a text that is no scene there are %d larger ones", len(all))
	}
	alone := strings.NewReplacer("work = queue(2)", "n int", "put(work)", "n++").Replace(crowd)
	if all := larger(alone); len(all) != 2 {
		t.Errorf("without a work queue there are %d larger scenes:\n%s", len(all), strings.Join(all, "\n"))
	}
}

// TestWhatHoldsForMoreIsFirst: a cure that counts on how many there are is put behind one that does not.
func TestWhatHoldsForMoreIsFirst(t *testing.T) {
	m, err := begin(context.Background(), "crowd.scene", strings.Replace(crowd, "queue(2)", "queue(9)", 1), Options{})
	if err != nil {
		t.Fatal(err)
	}
	counts := Trial{Edit: Edit{Text: strings.Replace(m.src, "semaphore(1)", "semaphore(2)", 1)}}
	gives := Trial{Edit: Edit{Text: strings.Replace(m.src, "put(work)", "put(work)\n\trelease(gate)", 1)}}
	for _, x := range []*Trial{&counts, &gives} {
		x.compare(m.src)
	}
	m.Cures = []Trial{counts, gives}
	if err := m.weighLarger(); err != nil {
		t.Fatal(err)
	}
	if m.Cures[0].score == 0 || m.Cures[1].score != 0 {
		t.Errorf("two permits: %d, each gives its own back: %d", m.Cures[0].score, m.Cures[1].score)
	}
	order(m.Cures)
	if m.Cures[0].Text != gives.Text {
		t.Errorf("first is\n%s", m.Cures[0].Text)
	}
}

// TestAlike: changes that are the same but for names are one, where the same comes of them.
func TestAlike(t *testing.T) {
	of := func(was, now, kind string) Trial {
		return Trial{Edit: Edit{What: now, Text: strings.Replace(crowd, was, now, 1)}, Kind: kind}
	}
	all := group([]Trial{of(`"A"`, `"X"`, ""), of(`"A"`, `"Y"`, ""), of(`"A"`, `"Z"`, "stuck"),
		of("queue(2)", "queue(3)", "")})
	if len(all) != 3 || len(all[0].Alike) != 1 {
		t.Errorf("%d groups, the first with %d alike", len(all), len(all[0].Alike))
	}
}
