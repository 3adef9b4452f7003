package program

import (
	"reflect"
	"slices"
)

// Same reports whether two programs do the same: the same ops on the same objects, whatever their texts look like, and
// whatever they say of themselves.
func (p *Program) Same(q *Program) bool {
	return p.Settings == q.Settings && p.Boot == q.Boot && slices.Equal(p.Names, q.Names) &&
		slices.EqualFunc(p.Ops, q.Ops, sameOp) && slices.EqualFunc(p.Objects, q.Objects, sameObject) &&
		slices.EqualFunc(p.Funcs, q.Funcs, sameFunc) && slices.EqualFunc(p.Laws, q.Laws, sameLaw) &&
		slices.EqualFunc(p.Script, q.Script, sameScript) &&
		slices.Equal(p.Mutexes, q.Mutexes) && slices.Equal(p.Queues, q.Queues) && slices.Equal(p.Vars, q.Vars) &&
		slices.Equal(p.Irqs, q.Irqs) && slices.Equal(p.Progress, q.Progress) &&
		reflect.DeepEqual(p.Arrays, q.Arrays) && reflect.DeepEqual(p.Syncs, q.Syncs) &&
		reflect.DeepEqual(p.Selects, q.Selects) && reflect.DeepEqual(p.Exprs, q.Exprs) &&
		reflect.DeepEqual(p.Handlers, q.Handlers) && reflect.DeepEqual(p.Futures, q.Futures)
}

func sameOp(a, b Op) bool {
	a.Line = b.Line
	return a == b
}

func sameObject(a, b Object) bool {
	a.Line = b.Line
	return a == b
}

func sameLaw(a, b Law) bool {
	a.Line = b.Line
	return a == b
}

func sameScript(a, b Scripted) bool { return a.At == b.At && a.Command == b.Command }

func sameFunc(a, b Func) bool {
	return a.Name == b.Name && a.Entry == b.Entry && a.Role == b.Role && a.Handler == b.Handler &&
		slices.Equal(a.Args, b.Args)
}
