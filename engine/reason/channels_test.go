package reason

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// ends has senders, receivers and a select, and nobody who ever comes to nope.
const ends = `package ends
const slots = 8
var (
	full = make(chan int, 1)
	hand = make(chan int)
	nope chan int
)
func giver() {
	full <- 1
	full <- 2
}
func getter() {
	<-hand
}
func chooser() {
	select {
	case <-hand:
	case full <- 3:
	}
}
func never() {
	<-nope
}
func idler() {
	select {}
}
func late() {
	sleep(9)
	<-full
	close(hand)
}
func main() {
	spawn(giver)
	spawn(getter)
	spawn(chooser)
	spawn(never)
	spawn(idler)
	spawn(late)
}
`

// TestWhoComesToTheOtherEnd: the graph of waits names who has a line ahead at the other end of a channel, for a select
// those of all its channels, and says where nobody will ever come.
func TestWhoComesToTheOtherEnd(t *testing.T) {
	p := scenetest.Parse(t, ends)
	e := scenetest.Boot(t, p)
	for range 6 {
		e.Pass()
	}
	now := e.Snapshot(nil)
	r := NewReader(p)
	g := r.Waits(now)
	got := map[string]string{}
	for _, edge := range g.Edges {
		var from []string
		for _, s := range edge.From {
			name := "the clock"
			if s.Slot >= 0 {
				name = now.Coroutines[s.Slot].Name
			}
			from = append(from, name)
		}
		for _, slot := range edge.Who {
			got[now.Coroutines[slot].Name] = edge.Needs + " from " + strings.Join(from, " ") + edge.Why
		}
	}
	for who, want := range map[string]string{
		"g1": "full from l1",
		"g2": "hand from l1",
		"c1": "hand or full from l1 l1",
		"n1": "nope from nope is nil: nobody will ever come",
		"i1": "nothing from no case of it can come",
	} {
		if got[who] != want {
			t.Errorf("%s waits for %q, not %q", who, got[who], want)
		}
	}
	slot, _ := e.Lookup("c1")
	about, err := r.Named(now, "c1")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, line := range r.Answer(now, nil, about).Lines {
		said = append(said, line.Text)
	}
	text := strings.Join(said, " ")
	for _, want := range []string{"to receive from hand or to send into full", "full is at 1 of 1",
		"Who can send into hand or close it, or receive from full: l1"} {
		if !strings.Contains(text, want) {
			t.Errorf("why c1 waits is told without %q: %s", want, text)
		}
	}
	if now.Coroutines[slot].On != engine.OnChan {
		t.Errorf("c1 waits on %v", now.Coroutines[slot].On)
	}
}
