package shards_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/shards"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, env, want string }{
		{"3/16", "", "3/16"},
		{"1/1", "", "1/1"},
		{"0/4", "", "counted from 1 to 4"},
		{"5/4", "", "counted from 1 to 4"},
		{"3", "", "a shard is written 3/16"},
		{"3/x", "", "from 1 to 1000000"},
		{"3/2000000", "", "from 1 to 1000000"},
		{"auto", "", "no variable says which task of an array job this is (SLURM_ARRAY_TASK_ID, "},
		// Numbers may begin anywhere, and have a step.
		{"auto", "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=16 SLURM_ARRAY_TASK_COUNT=16",
			"3/16"},
		{"auto", "SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=15 SLURM_ARRAY_TASK_COUNT=16",
			"1/16"},
		{"auto", "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=4 " +
			"SLURM_ARRAY_TASK_STEP=2", "4/4"},
		{"auto", "SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=3",
			"go from 1 to 7 and are 3: give them numbers without gaps"},
		// One task that is made again is an array of one, which says nothing of the others.
		{"auto/16", "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=7 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=1",
			"this Slurm job has 1 tasks and not 16; to do a few of them again write K/16"},
		{"auto/16", "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=16", "3/16"},
		{"auto", "SGE_TASK_ID=2 SGE_TASK_FIRST=1 SGE_TASK_LAST=8 SGE_TASK_STEPSIZE=1", "2/8"},
		{"auto", "SGE_TASK_ID=undefined", "no variable says"},
		{"auto/8", "PBS_ARRAY_INDEX=8", "8/8"},
		{"auto", "PBS_ARRAY_INDEX=8", "not of how many: write auto/16"},
		{"auto/8", "PBS_ARRAY_INDEX=0", "PBS_ARRAY_INDEX is 0, and the tasks are 8 from number 1 on"},
		{"auto/8", "PBS_ARRAYID=2", "2/8"},
		{"auto", "LSB_JOBINDEX=4 LSB_JOBINDEX_END=10 LSB_JOBINDEX_STEP=1", "4/10"},
		{"auto", "LSB_JOBINDEX=0", "no variable says"},
		{"auto", "AWS_BATCH_JOB_ARRAY_INDEX=0 AWS_BATCH_JOB_ARRAY_SIZE=10", "1/10"},
		{"auto", "BATCH_TASK_INDEX=9 BATCH_TASK_COUNT=10", "10/10"},
		{"auto/5", "JOB_COMPLETION_INDEX=4", "5/5"},
		{"auto/5", "JOB_COMPLETION_INDEX=5", "the tasks are 5 from number 0 on"},
		{"auto/3", "PARALLEL_SEQ=3", "3/3"},
		{"auto/3", "PARALLEL_SEQ=x", `PARALLEL_SEQ is no number: "x"`},
		// Two that agree are fine.
		{"auto/8", "PARALLEL_SEQ=2 SGE_TASK_ID=2 SGE_TASK_FIRST=1 SGE_TASK_LAST=8", "2/8"},
		{"auto/8", "PARALLEL_SEQ=3 SGE_TASK_ID=2 SGE_TASK_FIRST=1 SGE_TASK_LAST=8",
			"contradict each other: for Grid Engine this is shard 2/8, for GNU parallel shard 3/8"},
	} {
		env := map[string]string{}
		for _, one := range strings.Fields(c.env) {
			name, value, _ := strings.Cut(one, "=")
			env[name] = value
		}
		s, err := shards.Parse(c.text, func(name string) string { return env[name] })
		if got := s.String(); err != nil && !strings.Contains(err.Error(), c.want) || err == nil && got != c.want {
			t.Errorf("%s with %s: %s, %v; not %s", c.text, c.env, got, err, c.want)
		}
	}
}

// file makes a shard with a few rows.
func file(t testing.TB, change func(h *shards.Head), rows ...any) string {
	t.Helper()
	h := shards.Head{Quartet: "check", Version: "1", Shard: 1, Of: 2, Scene: "a.scene", Source: "package a",
		Asked: map[string]string{"seed": "1"}}
	change(&h)
	data, err := shards.File(h, rows)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func second(h *shards.Head) { h.Shard = 2 }

// TestWhole: shards come in their order, whatever order they are read in; several may stand in a file.
func TestWhole(t *testing.T) {
	one, two := file(t, func(*shards.Head) {}, 1, 2), file(t, second)
	for _, files := range [][]string{{one, two}, {two, one}, {two + one}, {one + "\n" + two + "\n"}} {
		whole, err := read(files...)
		if err != nil || len(whole) != 2 || whole[0].Shard != 1 || len(whole[0].Rows) != 2 || whole[1].Shard != 2 {
			t.Errorf("%+v, %v", whole, err)
		}
	}
}

// read reads files a, b … and puts them together.
func read(files ...string) ([]shards.Part, error) {
	var all []shards.Part
	for i, text := range files {
		parts, err := shards.Read(string(rune('a'+i)), []byte(text))
		if err != nil {
			return nil, err
		}
		all = append(all, parts...)
	}
	return shards.Whole(all)
}

// TestWhatIsNoWhole: whatever is wrong is said with file and line.
func TestWhatIsNoWhole(t *testing.T) {
	one, two := file(t, func(*shards.Head) {}, 1, 2), file(t, second)
	other := func(change func(h *shards.Head)) string {
		return file(t, func(h *shards.Head) { second(h); change(h) })
	}
	for _, c := range []struct {
		want  string
		files []string
	}{
		{"there are no shards", nil},
		{"of 2 shards 1 is missing: 2", []string{one}},
		{"b:1: shard 1/2 is in a:1 as well", []string{one, one, two}},
		{"a:5: shard 1/2 is in a:1 as well", []string{one + one}},
		{"b:1: it has another version than a:1: 2, not 1",
			[]string{one, other(func(h *shards.Head) { h.Version = "2" })}},
		{"b:1: it has another --seed than a:1: 2, not 1",
			[]string{one, other(func(h *shards.Head) { h.Asked = map[string]string{"seed": "2"} })}},
		{"b:1: it was asked something else than a:1",
			[]string{one, other(func(h *shards.Head) { h.Asked = map[string]string{"seed": "1", "new": ""} })}},
		{"b:1: it is of another text of a scene (b.scene) than a:1 (a.scene)",
			[]string{one, other(func(h *shards.Head) { h.Scene, h.Source = "b.scene", "package b" })}},
		{"b:1: it has another command than a:1: sweep, not check",
			[]string{one, other(func(h *shards.Head) { h.Quartet = "sweep" })}},
		{"b:1: it has another number of shards than a:1: 3, not 2",
			[]string{one, other(func(h *shards.Head) { h.Of = 3 })}},
		{"b:1: there is no shard 9/2", []string{one, other(func(h *shards.Head) { h.Shard = 9 })}},
		{"b:1: the file is empty", []string{one, ""}},
		{"b:1: this is no shard", []string{one, "package a\n"}},
		{"b:3: the lines before are not those that were written", []string{two,
			one[:strings.Index(one, "1\n2\n")] + "1\n" + one[strings.LastIndex(one, `{"lines"`):]}},
		{"a:4: the lines before are not", []string{strings.Replace(one, "\n1\n", "\n7\n", 1)}},
		{"a:2: the line is damaged", []string{strings.Replace(one, "\n1\n", "\n{1\n", 1)}},
		{"a:4: a shard begins, and the one of a:1 has no last line",
			[]string{one[:strings.LastIndex(one, `{"lines"`)] + two}},
		{"form 9", []string{strings.Replace(one, `"format":1`, `"format":9`, 1)}},
		{"its head cannot be read", []string{strings.Replace(one, `"format":1`, `"format":1,"more":1`, 1)}},
	} {
		if _, err := read(c.files...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, not %s", err, c.want)
		}
	}
}

// TestTornFiles: a shard that was cut off anywhere, as where its process was killed or the disk was full, is none.
func TestTornFiles(t *testing.T) {
	one := file(t, func(h *shards.Head) { h.Of = 1 }, 1, 2, map[string]int{"lines": 3})
	for n := range len(one) {
		if whole, err := read(one[:n]); err == nil {
			t.Fatalf("%d bytes of %d are taken for %+v", n, len(one), whole)
		}
	}
	if _, err := read(one); err != nil {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	one := file(f, func(h *shards.Head) { h.Of = 1 }, 1, "two")
	f.Add([]byte(one))
	f.Add([]byte(one[:len(one)/2]))
	f.Add([]byte(`{"quartet":"check"}` + "\n" + `{"lines":1,"sha256":""}` + "\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		parts, err := shards.Read("a", data)
		if err != nil {
			return
		}
		for _, p := range parts {
			rows := []any{}
			for _, row := range p.Rows {
				rows = append(rows, row)
			}
			again, err := shards.File(p.Head, rows)
			if err != nil {
				t.Fatal(err)
			}
			same, err := shards.Read("b", again)
			if err != nil || len(same) != 1 || len(same[0].Rows) != len(p.Rows) {
				t.Fatalf("%q is read as %q, %v", data, again, err)
			}
		}
	})
}
