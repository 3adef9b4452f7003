package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var at = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// folder makes a folder to pack, its files written in the order given and at different times.
func folder(t *testing.T, names ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "quartet-1.0.0")
	for i, name := range names {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(strings.Repeat(name, 100)), 0o600); err != nil {
			t.Fatal(err)
		}
		when := at.Add(time.Duration(i) * time.Hour)
		if err := os.Chtimes(file, when, when); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestSameFilesSameBytes(t *testing.T) {
	one := folder(t, "quartet", "LICENSE", "completions/_quartet")
	other := folder(t, "completions/_quartet", "LICENSE", "quartet")
	for _, name := range []string{"x.tar.gz", "x.zip"} {
		a, err := pack(name, one, at)
		b, err2 := pack(name, other, at)
		if err := errors.Join(err, err2); err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s: %d and %d bytes differ (%v)", name, len(a), len(b), err)
		}
	}
	if _, err := pack("x.rar", one, at); err == nil {
		t.Error("x.rar was packed")
	}
}

func TestProgramCanBeRun(t *testing.T) {
	dir := folder(t, "quartet", "LICENSE")
	data, err := pack("x.tar.gz", dir, at)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for r := tar.NewReader(plain); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if !h.ModTime.Equal(at) || h.Uid != 0 || h.Uname != "" {
			t.Errorf("%s is of %v, owner %d %q", h.Name, h.ModTime, h.Uid, h.Uname)
		}
		got = append(got, h.Name+" "+h.FileInfo().Mode().String())
	}
	if want := []string{"quartet-1.0.0/LICENSE -rw-r--r--",
		"quartet-1.0.0/quartet -rwxr-xr-x"}; !slices.Equal(got, want) {
		t.Errorf("the archive holds %q, not %q", got, want)
	}
	if data, err = pack("x.zip", dir, at); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if f := z.File[1]; f.Name != "quartet-1.0.0/quartet" || f.Mode() != 0o755 {
		t.Errorf("the zip holds %s %v", f.Name, f.Mode())
	}
}
