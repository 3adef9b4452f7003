package intern_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/intern"
)

// TestTable compares a table with a map, under hashes that meet often, before and after it was emptied.
func TestTable(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	table := intern.New()
	for range 2 {
		known := map[string]uint32{}
		for range 20_000 {
			words := make([]int64, r.Intn(5))
			for i := range words {
				words[i] = r.Int63n(12)
			}
			hash := uint32(len(words)) * 7 // few hashes: most sequences meet others
			for _, w := range words {
				hash += uint32(w)
			}
			id, ok := table.Find(words, hash)
			want, met := known[fmt.Sprint(words)]
			if ok != met || ok && id != want {
				t.Fatalf("%v is found as %d, %v, not as %d, %v", words, id, ok, want, met)
			}
			id, isNew := table.Add(words, hash)
			if isNew == met || met && id != want || !met && int(id) != len(known) {
				t.Fatalf("%v is added as %d, new: %v; there were %d, with it: %v", words, id, isNew, len(known), met)
			}
			if known[fmt.Sprint(words)] = id; !slices.Equal(table.At(id), words) || table.HashAt(id) != hash {
				t.Fatalf("number %d is %v, not %v", id, table.At(id), words)
			}
		}
		if table.Count() != len(known) || table.Used() > table.Bytes()+int64(24*len(known)) {
			t.Fatalf("%d sequences in %d bytes, of %d; there are %d", table.Count(), table.Used(),
				table.Bytes(), len(known))
		}
		table.Empty()
		if table.Count() != 0 || table.Used() != 0 {
			t.Fatal("an empty table holds something")
		}
	}
}
