package program

import (
	"slices"
	"strings"
)

// ClassRow is what there is to know of a class of objects. What is empty needs no word in the table.
type ClassRow struct {
	Noun   string // with its article: a mutex
	Title  string // above its row: mutex
	Plural string // the name of all of them in JSON
	Queue  string // the name of the queue of those who wait for it; "": nobody can
	Wake   string // what would end that: to signal it
	Told   string // and as a noun: a signal

	// Of a class that is described in full, with the ops of its verbs: what its state is made of, and how that
	// is told.
	State []Number
	Say   func(state []int64) string

	reads []reading // what expressions may ask of an object: of its numbers, by their place in State

	types   []string // what a scene declares it as, and gives a parameter as its type
	alone   string   // what a scene declares it as, where no parameter can be one
	written []string // how an error shows the declaration, where types alone does not do

	ByOthers  string            // who does what others want a command for on it, where there is none
	elsewhere map[string]string // what is written in place of verbs that others call on it

	letters string     // those that stand for it among the arguments of verbs: first the one for its first type
	takes   [][]string // by letter: the types that it takes; none: types
}

// Row returns what there is to know of the class.
func (c Class) Row() ClassRow {
	if c < classes {
		return classTable[c]
	}
	return ClassRow{}
}

// Reads lists what expressions may ask of an object of a described class, beside how many wait for it: count.
func (r ClassRow) Reads() []string {
	var all []string
	for _, one := range r.reads {
		all = append(all, one.name)
	}
	return all
}

// words returns all that a scene declares an object of the class as.
func (r ClassRow) words() []string {
	if r.alone != "" {
		return []string{r.alone}
	}
	return r.types
}

// classOfLetter returns the class that a letter among the arguments of a verb stands for.
func classOfLetter(letter byte) (Class, bool) {
	for c := range classTable {
		if strings.IndexByte(classTable[c].letters, letter) >= 0 {
			return Class(c), true
		}
	}
	return 0, false
}

// typesOf returns the types of objects that an argument letter accepts.
func typesOf(letter byte) []string {
	c, _ := classOfLetter(letter)
	row := &classTable[c]
	if i := strings.IndexByte(row.letters, letter); i >= 0 && i < len(row.takes) {
		return row.takes[i]
	}
	return row.types
}

// letterOf returns the argument letter of a parameter of a type.
func letterOf(word string) byte {
	for c := range classTable {
		for i := range len(classTable[c].letters) {
			if l := classTable[c].letters[i]; among(word, typesOf(l)) {
				return l
			}
		}
	}
	return 0
}

// objectTypes lists the types of objects that a parameter may have.
var objectTypes = listTypes()

func listTypes() []string {
	var all []string
	for c := range classTable {
		types := classTable[c].types
		if Class(c) == ChanClass {
			types = types[:1] // one stands for all
		}
		all = append(all, types...)
	}
	return slices.Clip(all)
}

// declarations lists how objects are declared: those that are made without arguments, then those with.
var declarations = listDeclarations()

func listDeclarations() []string {
	var plain, made []string
	for c := range classTable {
		if row := &classTable[c]; len(row.written) > 0 {
			made = append(made, row.written...)
		} else {
			plain = append(plain, row.words()...)
		}
	}
	return append(plain, made...)
}
