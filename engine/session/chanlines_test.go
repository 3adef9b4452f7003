package session_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// channels has channels of all kinds, and somebody who waits at each end of them: alone, in a select, with a deadline.
const channels = `package channels
const slots = 9
var (
	nums = make(chan int, 2)
	hand = make(chan bool)
	done = make(chan struct{}, 1)
	jobs = make(chan item, 1)
	who  = make(chan coroutine)
	pair = [2]make(chan int, 1)
	none chan int
	got  int
)
func maker(i int) {
	for {
		jobs <- item()
		select {
		case pair[i] <- i:
		case hand <- true:
		case <-after(2):
		}
	}
}
func worker() {
	for it := range jobs {
		drop(it)
		v, ok := <-nums
		if ok {
			got += v
		}
		select {
		case n := <-pair[0]:
			got += n
		case <-pair[1]:
		case <-hand:
		case <-none:
		default:
			yield()
		}
	}
	done <- struct{}{}
}
func asker() {
	for {
		c := <-who
		if c == nil {
			exit()
		}
		join(c)
	}
}
func script() {
	at(5, "send nums 4")
}
func main() {
	spawn(maker(0))
	spawn(maker(1))
	spawn(worker, 2)
	spawn(asker)
}
`

// FuzzChannelLines gives commands as lines, with a step after each, to a scene of channels, under several rules. None
// may break the machine, what is refused changes nothing, and a session that is read back is the same.
func FuzzChannelLines(f *testing.F) {
	for _, lines := range []string{
		"send nums 3\n\n\nsend nums 4\nsend nums 5\nreceive nums\nclose nums\nclose nums\nsend nums 1\nreceive nums",
		"send hand true\n\n\n\nreceive hand\nreceive pair[0]\nreceive pair[1]\nclose pair[1]\nsend pair[0] 7\n\n",
		"send done\nsend done\nreceive done\nclose done\nreceive done\nsend done 3\nclose jobs\n\n\n\nkill m1",
		"send who nil\nsend who w1\n\n\nsend who m1\nclose who\n\n\nsend jobs 3\nreceive jobs\nclose none\nsend none 1",
		"rule wake_order lifo\n\n\n\nclose hand\n\n\nwake w1\ntimeout m1\nat 9 send nums 2\nat 9 close nums\n\n\n",
		"policy roundrobin\nsend nums 1\n\n\nreceive hand\nclose jobs\npolicy preemptive 2\nsend who nil\nkill w2",
	} {
		f.Add(lines)
	}
	f.Fuzz(func(t *testing.T, lines string) {
		if strings.Count(lines, "\n") > 60 {
			return
		}
		for _, rules := range []string{"textbook", "nanoos-2026"} {
			s := scenetest.Open(t, scenetest.Parse(t, strings.Replace(channels, "const slots = 9",
				"const (\n\tslots = 9\n\trules = \""+rules+"\"\n)", 1)))
			for line := range strings.Lines(lines) {
				if c, err := engine.ParseCommand(line); err == nil {
					before := s.Engine().Hash()
					if _, err := s.Do(c); err != nil && s.Engine().Hash() != before {
						t.Fatalf("%s: %q is refused and changes something", rules, line)
					}
				}
				if err := s.Engine().Check(); err != nil {
					t.Fatalf("%s after %q: %v", rules, line, err)
				}
				s.Forward()
			}
			s.Pass()
			read, err := session.Unmarshal(s.Marshal())
			if err != nil {
				t.Fatalf("%s: %v\n%s", rules, err, s.Marshal())
			}
			read.GoTo(read.Length())
			if read.Engine().Hash() != s.Engine().Hash() {
				t.Fatalf("%s: the session that was read is another\n%s", rules, s.Marshal())
			}
		}
	})
}
