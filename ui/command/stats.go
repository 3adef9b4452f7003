package command

import (
	"math"
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/measure"
)

// statsTeller measures a run and prints what it found as one JSON object when it is over.
type statsTeller struct {
	j      *jsonWriter
	m      *measure.Meter
	scene  string
	seed   uint64
	theory measure.Exact
	known  bool
}

func newStats(out *output, e *engine.Engine) *statsTeller {
	t := &statsTeller{j: out.json(), m: measure.New(e, measure.Options{})}
	t.scene, t.seed = e.Program().Name, e.Program().Settings.Seed
	t.theory, t.known = measure.Theory(e)
	return t
}

func (t *statsTeller) boot(e *engine.Engine) { t.m.Fold(e.Boot()) }

func (t *statsTeller) tell(_ *engine.Engine, events []engine.Event) { t.m.Fold(events) }

func (t *statsTeller) pass(*engine.Engine) {}

// end prints the object.
func (t *statsTeller) end(kind string, _ int64, text string) {
	measures := t.m.Measures()
	j := t.j
	j.beginObject()
	j.field("scene").text(t.scene)
	j.field("seed").value(strconv.FormatUint(t.seed, 10))
	writeNumbers(j, measures.Numbers())
	j.field("queues").beginArray()
	for i := range measures.Queues {
		q := &measures.Queues[i]
		j.beginObject()
		j.field("name").text(q.Name)
		j.field("eventual_state").text(q.State.String())
		writeNumbers(j, q.Numbers())
		j.end('}')
	}
	j.end(']')
	writeSyncs(j, measures.Syncs)
	if t.known {
		j.field("theory").beginObject()
		j.field("model").text(t.theory.Model)
		writeNumbers(j, t.theory.Numbers())
		j.end('}')
	}
	j.field("end").text(kind)
	j.field("text").text(text)
	j.end('}')
	j.raw("\n")
}

// writeSyncs writes the measures of the objects that their rows describe, by class: "semaphores".
func writeSyncs(j *jsonWriter, all []measure.SyncMeasures) {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b measure.SyncMeasures) int { return int(a.Class) - int(b.Class) })
	for i := range all {
		s := &all[i]
		if i == 0 || all[i-1].Class != s.Class {
			if i > 0 {
				j.end(']')
			}
			j.field(s.Class.Row().Plural).beginArray()
		}
		j.beginObject()
		j.field("name").text(s.Name)
		writeNumbers(j, s.Numbers())
		j.end('}')
	}
	if len(all) > 0 {
		j.end(']')
	}
}

// writeNumbers writes measured numbers under their names, and beside them their 95 % intervals under the same names.
func writeNumbers(j *jsonWriter, all []measure.Number) {
	for _, n := range all {
		j.field(n.Name).decimal(n)
	}
	first := true
	for _, n := range all {
		if !n.Interval {
			continue
		}
		if first {
			j.field("intervals").beginObject()
			first = false
		}
		j.field(n.Name).beginArray()
		j.decimal(measure.Number{Value: n.Low})
		j.decimal(measure.Number{Value: n.High})
		j.end(']')
	}
	if !first {
		j.end('}')
	}
}

// decimal writes a measured number; one that is not known is null.
func (j *jsonWriter) decimal(n measure.Number) {
	switch {
	case math.IsNaN(n.Value) || math.IsInf(n.Value, 0):
		j.value("null")
	case n.Integer:
		j.number(int64(n.Value))
	default:
		j.value(strconv.FormatFloat(n.Value, 'g', -1, 64))
	}
}
