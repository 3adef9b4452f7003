package promela

import (
	"cmp"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/program"
)

// Target is what a refusal says that a scene cannot be.
const Target = "a model for Spin"

// writer writes one model.
type writer struct {
	scene      *export.Scene
	p          *program.Program
	now        *engine.Snapshot // behind the boot
	grain      program.Grain
	names      *names
	objects    []string // names by object
	arrays     []string // names by array
	roleNames  map[role]string
	later      []role   // of those that are started while the scene runs
	laterMost  int      // how many of them there are, at most
	own        []string // names of the locals of the function that is being written
	fn         int
	anyone     bool // a signal may wake anyone
	daemons    bool
	isDaemon   bool   // of the process that is being written
	over       string // the name of the process that asks what has to hold in the end
	time       string // the name of the process that lets time go by
	asksOwners int    // 2: see abandons; 0: not asked yet
	conserves  bool   // a law counts who is awake
	circled    bool   // whoever begins to wait looks whether it closes a circle
	labels     int
	watched    map[int]bool // objects that the invariants look at
	finals     []string     // what must hold when all have ended
	uses       map[string]bool
	reasons    []export.Reason
	loose      bool // some local keeps a value that nobody reads any more
	b          strings.Builder
}

// Write returns a scene as a model for Spin, at a grain. The error is an *export.Refused that names all that has no
// exact form there.
func Write(s *export.Scene, grain program.Grain) (string, error) { return newWriter(s, grain).write() }

func newWriter(s *export.Scene, grain program.Grain) *writer {
	return &writer{scene: s, p: s.Program, grain: grain, names: newNames(),
		watched: map[int]bool{}, uses: map[string]bool{}}
}

func (w *writer) write() (string, error) {
	p := w.p
	w.inspect()
	if len(w.reasons) > 0 {
		return "", w.refused()
	}
	e, err := engine.New(p)
	if err != nil {
		return "", err
	}
	head := w.scene.Line(w.scene.Main)
	switch end := e.End(); {
	case end.Kind != engine.NotEnded:
		w.refuse(head, "main", "nothing can happen behind it: "+end.Text)
		return "", w.refused()
	case !e.Probe().Kept():
		w.refuse(head, "main", "a law does not hold from the beginning, and the model asks behind each step")
		return "", w.refused()
	}
	w.now = e.Snapshot(nil)
	w.inspectBoot()
	w.name()
	w.anyone = p.Settings.Rules[program.RuleWakeOrder] == program.WakeAny
	roles := w.roles()
	w.nameRoles(roles)
	w.lookAtLaws()
	w.over, w.time = w.names.give("over"), w.names.give("clock")
	w.countLater()
	var bodies strings.Builder
	for _, r := range roles {
		bodies.WriteString(w.ticking(w.process(r)))
	}
	if len(w.reasons) > 0 {
		return "", w.refused()
	}
	w.uses["laws"] = len(w.watched) > 0
	w.head()
	w.declare()
	w.inlines()
	w.b.WriteString(bodies.String())
	w.b.WriteString(w.overseer())
	w.b.WriteString(w.clock())
	w.init()
	w.promises()
	return w.b.String(), nil
}

// refuse notes why something of the scene has no exact form.
func (w *writer) refuse(line int, what, why string) {
	r := export.Reason{Line: line, What: what, Why: why}
	if !slices.Contains(w.reasons, r) {
		w.reasons = append(w.reasons, r)
	}
}

func (w *writer) refused() error {
	slices.SortStableFunc(w.reasons, func(a, b export.Reason) int { return cmp.Compare(a.Line, b.Line) })
	return &export.Refused{File: w.p.File, Target: Target, Reasons: w.reasons}
}

// name gives everything that the scene declares its name in the model.
func (w *writer) name() {
	w.objects, w.arrays = make([]string, len(w.p.Objects)), make([]string, len(w.p.Arrays))
	for i := range w.p.Arrays {
		if w.p.Arrays[i].First >= 0 {
			w.arrays[i] = w.names.give(w.p.Arrays[i].Name)
		}
	}
	for i := range w.p.Objects {
		if a, k, ok := w.p.ArrayOf(i); ok {
			w.objects[i] = w.arrays[a] + "[" + itoa(k) + "]"
		} else {
			w.objects[i] = w.names.give(w.p.Objects[i].Name)
		}
	}
}

// object returns the index in Program.Objects of the n-th object of a class, -1 for none.
func (w *writer) object(class program.Class, n int) int {
	return slices.IndexFunc(w.p.Objects, func(o program.Object) bool { return o.Class == class && o.Index == n })
}

// ref names the n-th object of a class.
func (w *writer) ref(class program.Class, n int) string { return w.objects[w.object(class, n)] }
