package program

import (
	"slices"
	"strings"
	"unicode"
)

// spoken lists the variables and counters of which the scene itself speaks, as objects: those that its goal names come
// first, then those of its claims and laws, then those of where its point is and when its goal is reached.
func (p *Program) spoken() (objects []int) {
	objects = p.Named(p.Goal, nil)
	for i := range p.Laws {
		objects = p.LooksAt(p.Laws[i].X, objects)
	}
	for i := range p.Futures {
		objects = p.LooksAt(p.Futures[i].B, p.LooksAt(p.Futures[i].A, objects))
	}
	objects = p.Named(p.Lesson.Point, p.Named(p.Lesson.Aim, objects))
	var once []int
	for _, o := range objects {
		if class := p.Objects[o].Class; (class == VarClass || class == CounterClass) && !slices.Contains(once, o) {
			once = append(once, o)
		}
	}
	return once
}

// Named adds the variables and counters whose names are words of a text, as objects, in the order of the text. The name
// of an array means each of its elements.
func (p *Program) Named(text string, objects []int) []int {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		for i := range p.Objects {
			o := &p.Objects[i]
			if o.Class != VarClass && o.Class != CounterClass {
				continue
			}
			name, _, _ := strings.Cut(o.Name, "[")
			if name == word {
				objects = append(objects, i)
			}
		}
	}
	return objects
}
