package scenario

import (
	"go/token"
	"strconv"
	"strings"
	"unicode"

	"github.com/quartet-os/quartet/engine/program"
)

// naming gives the names of a scenario to a scene, which has a smaller choice.
type naming struct {
	taken   map[string]bool
	objects map[string]string // of mutexes, conditions and variables
	funcs   map[string]string // of processes
	cors    map[string]string // what a process's coroutine is called
	procs   map[string]string // the other way round
}

func newNaming(sc *Scenario) *naming {
	n := &naming{taken: map[string]bool{}, objects: map[string]string{}, funcs: map[string]string{},
		cors: map[string]string{}, procs: map[string]string{}}
	for _, m := range sc.Mutexes {
		n.objects[m.Name] = n.identifier(m.Name, "mutex_")
	}
	for _, c := range sc.Conds {
		n.objects[c] = n.identifier(c, "cond_")
	}
	for _, v := range sc.Vars {
		n.objects[v.Name] = n.identifier(v.Name, "var_")
	}
	for _, p := range sc.Procs {
		n.funcs[p.Name] = n.identifier(p.Name, "run_")
		n.cors[p.Name] = n.coroutine(p.Name)
		n.procs[n.cors[p.Name]] = p.Name
	}
	return n
}

// identifier returns the name itself where a scene may use it, else one like it that is free.
func (n *naming) identifier(name, prefix string) string {
	try := name
	if !token.IsIdentifier(try) || program.Reserved(try) || n.taken[try] || try == "_" {
		try = prefix + plain(name)
	}
	for base, i := try, 2; n.taken[try]; i++ {
		try = base + strconv.Itoa(i)
	}
	n.taken[try] = true
	return try
}

// coroutine returns the name itself where a coroutine may be called so, else a free one like it.
func (n *naming) coroutine(name string) string {
	try := name
	if !program.CoroutineName(try) {
		try = "p_" + plain(name)
		try = try[:min(len(try), 12)]
	}
	for base, i := try, 2; n.procs[try] != ""; i++ {
		try = base + strconv.Itoa(i)
	}
	return try
}

// plain keeps the letters and digits of a name.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return '_'
	}, name)
}
