package mend

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
)

// refinements is how often the names of a scene are told apart by where they stand.
const refinements = 4

// shape is a number that two texts have in common which differ only by their names, and by the order of their functions
// and of what main does. It is found by refinement: a name is known by the places in which it stands, a place by the
// names around it.
func shape(text string) uint64 {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		return hashed(text)
	}
	s := &shaper{text: text, of: map[string]uint64{}}
	at := func(n ast.Node) (int, int) { return fset.Position(n.Pos()).Offset, fset.Position(n.End()).Offset }
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			s.of[d.Name.Name] = hashed("func")
			if d.Name.Name == "main" && d.Body != nil {
				for _, st := range d.Body.List {
					if !law(st) {
						s.add(at(st))
					}
				}
				continue
			}
			s.add(at(d))
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok && d.Tok == token.VAR {
					for _, id := range v.Names {
						s.of[id.Name] = hashed("var")
					}
				}
				s.add(at(spec))
			}
		}
	}
	for range refinements {
		s.refine()
	}
	var all []string
	for _, p := range s.parts {
		all = append(all, strconv.FormatUint(s.hash(p), 36))
	}
	slices.Sort(all)
	return hashed(strings.Join(all, " "))
}

// law reports whether a statement is a law: it says in words what it is about.
func law(st ast.Stmt) bool {
	_, args := verb(st)
	if len(args) == 0 {
		return false
	}
	words, ok := args[0].(*ast.BasicLit)
	return ok && words.Kind == token.STRING
}

// shaper tells the names of a text apart.
type shaper struct {
	text  string
	parts [][]word          // of which the order does not matter
	of    map[string]uint64 // what is known of a name that the text declares
}

// word is a sign, a name or a literal of a part.
type word struct {
	text  string
	named bool // another one may stand in its place
}

// add adds a part of the text.
func (s *shaper) add(from, to int) {
	src := []byte(s.text[from:to])
	var scan scanner.Scanner
	scan.Init(token.NewFileSet().AddFile("", -1, len(src)), src, nil, 0)
	var all []word
	for {
		_, tok, lit := scan.Scan()
		switch tok {
		case token.EOF:
			s.parts = append(s.parts, all)
			return
		case token.SEMICOLON:
			lit = ""
		}
		all = append(all, word{tok.String() + " " + lit, tok == token.IDENT || tok == token.STRING})
	}
}

// known returns what is known of a word, and whether a part may call it otherwise.
func (s *shaper) known(w word) (uint64, bool) {
	name := strings.TrimPrefix(w.text, "IDENT ")
	if of, declared := s.of[name]; declared {
		return of, true
	}
	if w.named && strings.HasPrefix(w.text, "STRING ") {
		of, seen := s.of[w.text]
		if !seen {
			of = hashed("string")
		}
		return of, true
	}
	return hashed(w.text), false
}

// hash returns a number that parts have in common that differ only by names of which the same is known.
func (s *shaper) hash(part []word) uint64 {
	first := map[string]int{}
	var all []string
	for _, w := range part {
		of, named := s.known(w)
		if named {
			if _, seen := first[w.text]; !seen {
				first[w.text] = len(first)
			}
			all = append(all, strconv.Itoa(first[w.text]))
		}
		all = append(all, strconv.FormatUint(of, 36))
	}
	return hashed(strings.Join(all, " "))
}

// refine learns of each name in which places it stands.
func (s *shaper) refine() {
	places := map[string][]string{}
	for _, p := range s.parts {
		h := strconv.FormatUint(s.hash(p), 36)
		for i, w := range p {
			if _, named := s.known(w); named {
				key := strings.TrimPrefix(w.text, "IDENT ")
				places[key] = append(places[key], h+":"+strconv.Itoa(i))
			}
		}
	}
	for name, all := range places {
		slices.Sort(all)
		places[name] = append(all, strconv.FormatUint(s.of[name], 36))
	}
	for name, all := range places {
		s.of[name] = hashed(strings.Join(all, " "))
	}
}

func hashed(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}
