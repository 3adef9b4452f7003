package mend

import (
	"context"
	"go/ast"
	"slices"
)

// kind is an entry of the catalogue.
type kind uint8

// The entries of the catalogue, and what a person would try first.
const (
	ifToFor kind = iota
	wakeAll
	wakeEvery
	giveBack
	exchange
	otherCond
	move
	unguard
	halve
	waitLoop
	addWake
	wrap
	remove
	unwrap
	balance
	reopen
	rule
	hoist
	split
	wrapEvery
	realMutex
	remember
	newLock
	canonical
	atomic
	number
	widen
	turnBack
	unnest
	firstValue
	room
	throttle
	keep
	writeLock
	closing
	inOrder
	addWakeAll
	// Only to break a scene: the other way round.
	forToIf
	wakeOne
	gap
	readLock
	kinds
)

// row is what is known of an entry: how soon a person would make such a change.
type row struct {
	weight int
	heals  bool // it adds what nobody would take away again: no way to break a scene
}

// catalogue is only read.
var catalogue = [kinds]row{
	ifToFor:    {weight: 1},
	wakeAll:    {weight: 2},
	wakeEvery:  {weight: 3},
	giveBack:   {weight: 2, heals: true},
	exchange:   {weight: 2},
	otherCond:  {weight: 2},
	move:       {weight: 3},
	unguard:    {weight: 3, heals: true},
	halve:      {weight: 3},
	waitLoop:   {weight: 3, heals: true},
	addWake:    {weight: 4},
	wrap:       {weight: 4},
	remove:     {weight: 4},
	unwrap:     {weight: 4},
	balance:    {weight: 3, heals: true},
	reopen:     {weight: 4},
	rule:       {weight: 3, heals: true},
	hoist:      {weight: 5},
	split:      {weight: 5, heals: true},
	wrapEvery:  {weight: 5, heals: true},
	realMutex:  {weight: 5, heals: true},
	remember:   {weight: 6, heals: true},
	newLock:    {weight: 6, heals: true},
	canonical:  {weight: 4, heals: true},
	atomic:     {weight: 5, heals: true},
	number:     {weight: 7},
	widen:      {weight: 7},
	turnBack:   {weight: 3, heals: true},
	unnest:     {weight: 2, heals: true},
	firstValue: {weight: 5},
	room:       {weight: 5, heals: true},
	throttle:   {weight: 6, heals: true},
	keep:       {weight: 4, heals: true},
	writeLock:  {weight: 3, heals: true},
	closing:    {weight: 6, heals: true},
	inOrder:    {weight: 4, heals: true},
	addWakeAll: {weight: 5, heals: true},
	forToIf:    {weight: 1},
	wakeOne:    {weight: 2},
	gap:        {weight: 4},
	readLock:   {weight: 3},
}

// lists returns who lists the changes of the catalogue, in its order; some list those of several entries.
func (d *drafts) lists() []func() {
	all := []func(){
		d.loops, d.wakes, d.givesBack, d.exchanges, d.otherConds, d.moves, d.tests, d.bareWaits,
		d.addsWake, d.wraps, d.removes, d.balances, d.rules, d.splits, d.interrupts, d.realMutexes,
		d.flags, d.canonicals, d.atomics, d.numbers, d.turnsBack, d.nested, d.begins,
		d.throttles, d.keeps, d.readersWrite, d.closes, d.orders,
	}
	if d.breaks {
		all = append(all, d.gaps)
	}
	return all
}

// drafts collects the changes of a scene.
type drafts struct {
	*scene
	all      []Edit
	breaks   bool // to break it: changes that take away what a scene needs are wanted too
	known    map[string]int
	handlers map[string]bool // of interrupts
	most     int             // changes
	left     int             // changes beyond those
	looked   int             // texts that were made, those that were there already among them
	moved    string          // the statement that moves in the changes that are listed now
	done     <-chan struct{}
}

// list returns every single change of the catalogue, each text once, as the change that a person would make first; and
// more than 0 where some were left out, since there are too many for a scene of its length. It ends early when ctx is
// done.
func (s *scene) list(ctx context.Context, breaks bool) (all []Edit, left int) {
	d := &drafts{scene: s, breaks: breaks, known: map[string]int{}, done: ctx.Done(),
		most: max(min(mostEdits, mostBytes/max(len(s.src), 1)), leastEdits)}
	for _, list := range d.lists() {
		if !d.full() {
			list()
		}
	}
	slices.SortStableFunc(d.all, func(a, b Edit) int { return a.Weight - b.Weight })
	return d.all, d.left
}

// mostEdits is up to how many changes of one scene are tried. Of a long one there are fewer, for each is a text of its
// length, but leastEdits at any rate.
const (
	mostEdits  = 5000
	leastEdits = 200
	mostBytes  = 4 << 20
)

// full reports whether no more changes are wanted: there are as many as may be, or nobody waits for them any more.
func (d *drafts) full() bool {
	select {
	case <-d.done:
		return true
	default:
		return d.left > 0
	}
}

// add adds a change, unless another one comes to the same text at less.
func (d *drafts) add(k kind, what string, parts ...splice) {
	if d.breaks && catalogue[k].heals {
		return
	}
	if d.full() {
		return
	}
	if len(d.all) >= d.most || d.looked > 4*d.most {
		d.left++
		return
	}
	e := Edit{What: what, Weight: catalogue[k].weight, kind: k, moved: d.moved, splices: parts}
	if !e.apply(d.src) {
		return
	}
	d.looked++
	if i, ok := d.known[e.Text]; ok {
		if d.all[i].Weight > e.Weight {
			d.all[i] = e
		}
		return
	}
	d.known[e.Text] = len(d.all)
	d.all = append(d.all, e)
}

// cut takes statements away that have their lines for themselves.
func (d *drafts) cut(st ast.Stmt) (splice, bool) {
	from, to, whole := d.lines(st, st)
	return splice{from: from, to: to}, whole
}

// before and after put lines in front of a statement, and behind it.
func (d *drafts) before(st ast.Stmt, text string) (splice, bool) {
	from, _, whole := d.lines(st, st)
	return splice{from, from, text + "\n"}, whole
}

func (d *drafts) after(st ast.Stmt, text string) (splice, bool) {
	_, to, whole := d.lines(st, st)
	return splice{to, to, text + "\n"}, whole
}

// instead puts a text in the place of a node.
func (d *drafts) instead(n ast.Node, text string) splice {
	return splice{d.at(n.Pos()), d.at(n.End()), text}
}

// statements goes through all statements that are in blocks.
func (d *drafts) statements(do func(f *function, b *block, i int, st ast.Stmt)) {
	for _, f := range d.funcs {
		for k := range f.blocks {
			b := &f.blocks[k]
			for i, st := range b.list {
				if d.full() {
					return
				}
				do(f, b, i, st)
			}
		}
	}
}
