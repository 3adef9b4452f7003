package engine

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/queues"
)

// hashed lists, for each part of the machine, the fields that the hash covers and those that it leaves out:
// constants of the scene, what follows from other fields, and what the machine is told from outside.
func hashed() []struct {
	of          any
	in, without string
} {
	return []struct {
		of          any
		in, without string
	}{
		{Engine{}, "rules policy quantum step pass now fraction running idleResumes commandedAt retests ops next rng " +
			"items wasted idle end cors lives locals places waits lists timers mutexes conds rings bufs vars " +
			"counters state unheard numbers letters pending agenda forced heap ranking irq",
			"prog code exprs fuel limit clockNum clockDen checkLaws tracksItems quiet neverEnds heats hot plain slow " +
				"watched chooses takers lockNames condNames ringNames picks keys hearer out n spinners watch decided"},
		{coroutine{}, "pc fn num name gen obj was wait result flags spinning heard deadline since count", ""},
		{ranking{}, "given round", "lent ranks"},
		{round{}, "level left", ""},
		{interrupts{}, "slots left off next active under ops", ""},
		{life{}, "runs spins before behind", ""},
		{mutex{}, "owner depth deadline dead fn num name", "spin"},
		{cond{}, "signals deadline", ""},
		{letter{}, "to value", ""},
		{request{}, "verb fn name target by daemon", "given"},
		{item{}, "label value by want holder maker gen fn num name lost state result answered awaited freed", ""},
		{heap{}, "items unused room loose wants carried posts pieces allocs", "on values used"},
		{post{}, "to gen handler item result", ""},
		{piece{}, "label value fn num name pc state", ""},
		{End{}, "Kind", "Text Broken Item"},
		{Command{}, "Verb At Who Name Token N Within", ""},
	}
}

// TestHashKnowsEveryField changes every field of a machine that has something of everything, and looks whether the hash
// does. A new field must be decided about.
func TestHashKnowsEveryField(t *testing.T) {
	e := fullMachine(t)
	before := e.Hash()
	for _, c := range hashed() {
		typ := reflect.TypeOf(c.of)
		for i := range typ.NumField() {
			name := typ.Field(i).Name
			if in, out := slices.Contains(strings.Fields(c.in), name),
				slices.Contains(strings.Fields(c.without), name); in == out {
				t.Errorf("%s.%s is new: put it into the hash (hash.go), and then into this list", typ.Name(), name)
			}
		}
	}
	changed := 0
	eachNumber(reflect.ValueOf(e).Elem(), "", func(path string, v reflect.Value) {
		undo := reflect.New(v.Type()).Elem()
		undo.Set(v)
		switch v.Kind() {
		case reflect.Bool:
			v.SetBool(!v.Bool())
		case reflect.String:
			v.SetString(v.String() + "x")
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			v.SetInt(v.Int() + 1)
		default:
			v.SetUint(v.Uint() + 1)
		}
		if changed++; e.Hash() == before {
			t.Errorf("%s is another, and the hash is not", path)
		}
		v.Set(undo)
	})
	if changed < 150 || e.Hash() != before {
		t.Errorf("%d fields changed", changed)
	}
}

// eachNumber visits the numbers, truths and texts that the hash covers. What lies in package queues has its own test.
func eachNumber(v reflect.Value, path string, visit func(string, reflect.Value)) {
	switch v.Interface().(type) {
	case queues.Partition, queues.Timers, queues.Ring:
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, c := range hashed() {
			if reflect.TypeOf(c.of) != v.Type() {
				continue
			}
			for _, name := range strings.Fields(c.in) {
				f := v.FieldByName(name)
				f = reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
				eachNumber(f, path+"."+name, visit)
			}
			return
		}
	case reflect.Pointer:
		eachNumber(v.Elem(), path, visit)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			eachNumber(v.Index(i), path+"[]", visit)
		}
	default:
		visit(path, v)
	}
}

// fullMachine has something in each of its lists.
func fullMachine(t *testing.T) *Engine {
	t.Helper()
	p, err := program.Parse("full.scene", `package full
var (
	m    mutex
	c    cond
	w    waitq
	work = queue(2)
	n    int
	k    counter
)
func maker() {
	it := item(7)
	x := alloc(3)
	lock(m)
	put(work, it)
	unlock(m)
	await(it)
	free(x)
}
func reader() { receive() }
func main() {
	spawn(maker)
	spawn(reader)
}
`)
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	for range 9 {
		e.Step()
	}
	e.letters = append(e.letters, letter{1, 7})
	e.setLevel(0, 3)
	e.irq = &interrupts{slots: []int32{3}, left: []int32{1}, next: -1, active: -1, under: -1}
	e.pending = append(e.pending, request{verb: SpawnVerb, name: -1, by: 1})
	e.agenda = append(e.agenda, Command{Verb: TimeoutVerb, At: 50, Who: "m1", Within: true, N: 4})
	e.forced = append(e.forced, 1)
	h := &e.heap
	h.items, h.pieces = append(h.items, item{}), append(h.pieces, piece{})
	h.unused, h.loose, h.posts = append(h.unused, 1), append(h.loose, 1), append(h.posts, post{})
	return e
}

// TestTheScriptHasNoHashOfItsOwn: that a request is the script's is for the eye, and older sessions prove their hashes.
func TestTheScriptHasNoHashOfItsOwn(t *testing.T) {
	e := fullMachine(t)
	e.pending[0].by = ByTheUser
	was := e.Hash()
	for _, by := range []int32{ByTheScript, ByTheAnswer} {
		if e.pending[0].by = by; e.Hash() != was {
			t.Errorf("a request of %d has another hash than one of the user", by)
		}
	}
}

// TestHashOfQueues moves what stands in queues.
func TestHashOfQueues(t *testing.T) {
	e := fullMachine(t)
	seen := map[uint64]string{e.Hash(): "at first"}
	for what, change := range map[string]func(e *Engine){
		"a place":       func(e *Engine) { e.places.Move(5, int(Waiting)) },
		"an order":      func(e *Engine) { e.places.MoveFront(6, int(Free)) },
		"a lock queue":  func(e *Engine) { e.waits.Move(5, e.lockQueue(0)) },
		"a signal":      func(e *Engine) { e.waits.Move(5, e.signalQueue(0)) },
		"a wait list":   func(e *Engine) { e.lists.Move(5, 1) },
		"a timer":       func(e *Engine) { e.timers.Set(5, 9) },
		"another timer": func(e *Engine) { e.timers.Set(5, 10) },
		"a capacity":    func(e *Engine) { e.rings[0].SetCap(3) },
		"an item":       func(e *Engine) { e.rings[0].Put(1) },
		"no item":       func(e *Engine) { e.rings[0].Take() },
	} {
		f := e.Fork(nil)
		change(f)
		if other, ok := seen[f.Hash()]; ok {
			t.Errorf("%s has the hash of %s", what, other)
		}
		seen[f.Hash()] = what
	}
}

// TestKeysKnowTheAgenda: machines whose commands for later differ have other futures, so other keys; and a
// key keeps no memory that the machine goes on to use.
func TestKeysKnowTheAgenda(t *testing.T) {
	start := fullMachine(t)
	start.agenda = nil
	keys := map[string]string{}
	for _, text := range []string{"at 50 kill m1", "at 50 spawn maker 3", "at 51 kill m1", "at 50 set n 1",
		"at 50 set n 2"} {
		e := start.Fork(nil)
		c, err := ParseCommand(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Do(c); err != nil {
			t.Fatal(err)
		}
		if _, err := e.Do(Command{Verb: KillVerb, At: 60, Who: "r1"}); err != nil {
			t.Fatal(err)
		}
		key := string(e.Probe().AppendKey(nil))
		if other, ok := keys[key]; ok {
			t.Errorf("%q and %q have one key", text, other)
		}
		keys[key] = text
		held := slices.Clone(e.keys.agenda)
		e.now = 55
		e.runAgenda()
		if !slices.Equal(held, e.keys.agenda) {
			t.Errorf("%q: the key's agenda was %v and is %v", text, held, e.keys.agenda)
		}
		if again := string(e.Probe().AppendKey(nil)); again == key {
			t.Errorf("%q: done, and the key is the same", text)
		}
	}
}

// TestHashKnowsArguments: of a spawn that waits for the end of the pass those arguments count that its function has.
func TestHashKnowsArguments(t *testing.T) {
	p, err := program.Parse("args.scene", "package args\nfunc f(n int, b bool) {}\nfunc main() { spawn(f(1, true)) }\n")
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	e.pending = append(e.pending, request{verb: SpawnVerb, name: -1, by: 1})
	before := e.Hash()
	for i := range e.pending[0].given {
		e.pending[0].given[i]++
		if (e.Hash() != before) != (i < 2) {
			t.Errorf("argument %d: %v", i, e.Hash() != before)
		}
		e.pending[0].given[i]--
	}
}
