package golang_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/golang"
	"github.com/quartet-os/quartet/internal/exporttest"
)

// servers is a scene whose runs leave two daemons behind: one that waits for work, and one that waits for a mutex which
// others take and give back in the next run. In run 57 a client waits for what nobody tells; in run 58 no server comes,
// so that a job is left and nobody of the run sleeps who would take it.
const servers = `// Daemons are left behind.
package servers

var (
	m, door   mutex
	more, all cond
	jobs      = queue(3)
	done      int
	come      int
)

func server() {
	turn := 0
	for turn != 58 {
		lock(m)
		for len(jobs) == 0 {
			wait(more, m)
		}
		take(jobs)
		done++
		unlock(m)
	}
}

func client() {
	turn := 0
	lock(m)
	put(jobs)
	signal(more)
	if turn == 57 {
		wait(more, m)
	}
	unlock(m)
}

func guest() {
	lock(door)
	sleep(1)
	unlock(door)
	lock(m)
	come++
	last := come == 2
	unlock(m)
	if last {
		lock(door)
		lock(m)
		come++
		broadcast(all)
		unlock(m)
	}
}

func porter() {
	lock(m)
	for come < 3 {
		wait(all, m)
	}
	unlock(m)
	lock(door)
}

func main() {
	daemon(server)
	daemon(porter)
	spawn(guest, 2)
	spawn(client)
	conserve(jobs)
	finally("served", done+len(jobs) == 1)
}
`

// endless is a scene that goes on until all operations have been made: of those who wait, spin and join then nobody may
// go on as if those who ended for it had got there. In run 57 everybody waits; in run 300 somebody sleeps for long.
const endless = `// Nobody ends.
package endless

var (
	m     mutex
	c     cond
	s     spinlock
	n     int
	stays int
)

func loops() {
	turn := 0
	for {
		lock(m)
		n++
		if turn == 57 {
			wait(c, m)
		}
		signal(c)
		unlock(m)
		yield()
	}
}

func waits() {
	for {
		lock(m)
		wait(c, m)
		unlock(m)
	}
}

func spins() {
	turn := 0
	for turn != 57 {
		lock(s)
		yield()
		assert(stays == 0, "alone")
		unlock(s)
	}
}

func joins() {
	x := spawn(loops)
	join(x)
	assert(stays == 1, "nobody ends")
}

func naps() {
	turn := 0
	if turn == 300 {
		sleep(3000)
	}
}

func main() {
	spawn(waits)
	spawn(spins, 2)
	spawn(joins)
	spawn(naps)
	finally("never asked", stays == 1)
}
`

// leaving are both as programs that know which run they make.
func leaving(t *testing.T) string {
	t.Helper()
	programs := map[string][]byte{}
	for name, text := range map[string]string{"servers": servers, "endless": endless} {
		s, err := export.Open(name+".scene", text)
		if err != nil {
			t.Fatal(err)
		}
		p, err := golang.Export(s, false)
		if err != nil {
			t.Fatal(err)
		}
		knows := strings.ReplaceAll(string(p.Text), "turn := 0\n", "turn := int(*run.seed)\n")
		if knows == string(p.Text) {
			t.Fatalf("%s does not know which run it makes", name)
		}
		programs[name] = []byte(knows)
	}
	return built(t, programs)
}

// oneByOne makes n runs from a seed on in as many processes as that takes, and returns what came of each run.
func oneByOne(t *testing.T, path string, seed, n int) (all []golang.Outcome, processes int) {
	t.Helper()
	for len(all) < n {
		from, rest := seed+len(all), n-len(all)
		code, said := exporttest.Ran(t, path, "-ops", "300", "-limit", "5s", "-seed", strconv.Itoa(from), "-runs",
			strconv.Itoa(rest))
		of, err := golang.InARow(said, code, from, rest)
		if err != nil {
			t.Fatal(err)
		}
		all, processes = append(all, of...), processes+1
	}
	return all, processes
}

// TestLeftBehind: runs that leave others behind, or are ended when they have made all their operations, follow each
// other in one process, until it is full.
func TestLeftBehind(t *testing.T) {
	t.Parallel()
	bin := leaving(t)
	for name, code := range map[string]int{"servers": 0, "endless": 3} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(bin, name)
			all, processes := oneByOne(t, path, 101, 150)
			for _, o := range all {
				if o.Code != code || o.Overtime() {
					t.Fatalf("run %d ends with %d:\n%s", o.Seed, o.Code, o.Said)
				}
			}
			if processes < 2 || processes > 50 { // on a loaded machine somebody may be late
				t.Errorf("150 runs take %d processes", processes)
			}
			stuck(t, path)
		})
	}
	t.Run("outlasted", func(t *testing.T) { outlasted(t, bin) })
}

// stuck: who is left behind neither hides that a run is stuck nor is told as one of it.
func stuck(t *testing.T, path string) {
	t.Helper()
	wanted := map[string][]string{
		"servers": {"c1 waits at line 31: wait(more, m)", "p1 waits at line 59: lock(door)",
			"s1 waits at line 17: wait(more, m)"},
		"endless": {"j1 waits at line 46: join(x)", "l1 waits at line 18: wait(c, m)",
			"w1 waits at line 29: wait(c, m)"},
	}[filepath.Base(path)]
	all, _ := oneByOne(t, path, 20, 38)
	told := all[len(all)-1]
	if told.Seed != 57 || told.Code != 2 || strings.Count(told.Said, "\n") != len(wanted) {
		t.Fatalf("run %d ends with %d:\n%s", told.Seed, told.Code, told.Said)
	}
	for _, who := range wanted {
		if !strings.Contains(told.Said, who) {
			t.Errorf("%q is not in\n%s", who, told.Said)
		}
	}
}

// outlasted: where somebody still sleeps when all operations have been made no other run follows; a job that nobody of
// a run would take breaks no law, whoever sleeps of the runs before; one run alone is told as ever.
func outlasted(t *testing.T, bin string) {
	t.Parallel()
	path := filepath.Join(bin, "endless")
	// So many operations that whoever is to sleep does so before they have all been made, on a loaded machine, too.
	code, said := exporttest.Ran(t, path, "-ops", "50000", "-seed", "300", "-runs", "3")
	if code != 3 || said != "still running after 50000 operations\nseed 300 ended with 3; 0 before it ended well; "+
		"somebody of it still runs or sleeps, so none follows\n" {
		t.Errorf("it ends with %d\n%s", code, said)
	}
	code, said = exporttest.Ran(t, path, "-ops", "300")
	if code != 3 || said != "still running after 300 operations\n" {
		t.Errorf("one run ends with %d\n%s", code, said)
	}
	code, said = exporttest.Ran(t, filepath.Join(bin, "servers"), "-seed", "58", "-runs", "3")
	if code != 0 || said != "" {
		t.Errorf("it ends with %d\n%s", code, said)
	}
}
