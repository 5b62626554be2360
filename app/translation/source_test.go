package translation_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
)

// use is a place in the code that asks for a key, or for a family of keys of
// which the code knows the beginning only.
type use struct {
	key, at string
	family  bool
}

// source is what the Go files of a tree (without tests) say about keys.
type source struct {
	root     string
	fset     *token.FileSet
	aliases  map[string]bool        // variables that hold the method T
	files    map[string][]*ast.File // by folder
	askers   map[string]asker       // functions that take a key, by name or folder.name
	keys     []use
	literals map[string][]string // every string literal → where
	values   map[string][]use    // folder.Type → its constants
}

// asker tells which argument of a function is a key, and what goes around it.
type asker struct {
	argument int
	prefix   string
	hint     bool // the key with .hint is needed as well
}

// readSource parses the tree under root and finds the keys that it asks for.
func readSource(root string) (*source, error) {
	s := &source{
		root: root, fset: token.NewFileSet(), files: map[string][]*ast.File{},
		literals: map[string][]string{}, values: map[string][]use{}, aliases: map[string]bool{},
		askers: map[string]asker{
			".T": {}, "fault.New": {1, "error.", true}, "fault.Wrap": {2, "error.", true}, "fault.Key": {},
		},
	}
	if err := filepath.WalkDir(root, s.parse); err != nil {
		return nil, err
	}
	for s.findAskers() {
		// a function that hands its argument to an asker is an asker itself
	}
	for folder, files := range s.files {
		for _, file := range files {
			s.read(folder, file)
		}
	}
	return s, nil
}

func (s *source) parse(path string, entry fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	if entry.IsDir() && path != s.root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
		return fs.SkipDir
	}
	if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
		return nil
	}
	file, err := parser.ParseFile(s.fset, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("parse: %w", err)
	}
	folder, _ := filepath.Rel(s.root, filepath.Dir(path))
	s.files[filepath.ToSlash(folder)] = append(s.files[filepath.ToSlash(folder)], file)
	return nil
}

// findAskers reports whether it found a function that was not known to ask.
func (s *source) findAskers() bool {
	found := false
	for folder, files := range s.files {
		for _, file := range files {
			for _, decl := range file.Decls {
				if f, is := decl.(*ast.FuncDecl); is && f.Body != nil {
					found = s.findAsker(folder, f) || found
				}
			}
		}
	}
	return found
}

func (s *source) findAsker(folder string, f *ast.FuncDecl) bool {
	name := folder + "." + f.Name.Name
	if _, known := s.askers[name]; known {
		return false
	}
	parameters := positions(f.Type.Params)
	ast.Inspect(f.Body, func(n ast.Node) bool {
		call, is := n.(*ast.CallExpr)
		if !is {
			return true
		}
		to, asks := s.asker(folder, call)
		if !asks || to.argument >= len(call.Args) {
			return true
		}
		prefix, rest := split(call.Args[to.argument])
		if id, is := rest.(*ast.Ident); is {
			if position, is := parameters[id.Name]; is {
				s.askers[name] = asker{position, to.prefix + prefix, to.hint}
			}
		}
		return true
	})
	_, known := s.askers[name]
	return known
}

func positions(params *ast.FieldList) map[string]int {
	found, position := map[string]int{}, 0
	for _, field := range params.List {
		for _, name := range field.Names {
			if id, is := field.Type.(*ast.Ident); is && id.Name == "string" {
				found[name.Name] = position
			}
			position++
		}
	}
	return found
}

// asker tells whether a call asks for a key.
func (s *source) asker(folder string, call *ast.CallExpr) (asker, bool) {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		if s.aliases[folder+"."+f.Name] {
			return asker{}, true
		}
		a, is := s.askers[folder+"."+f.Name]
		return a, is
	case *ast.SelectorExpr:
		names := []string{"." + f.Sel.Name, folder + "." + f.Sel.Name}
		if id, is := f.X.(*ast.Ident); is {
			names = []string{id.Name + "." + f.Sel.Name, names[0], names[1]}
		}
		for _, name := range names {
			if a, is := s.askers[name]; is {
				return a, true
			}
		}
	}
	return asker{}, false
}

func (s *source) read(folder string, file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.BasicLit:
			if text, is := literal(n); is {
				s.literals[text] = append(s.literals[text], s.at(n))
			}
		case *ast.CallExpr:
			s.readCall(folder, n)
		case *ast.ValueSpec:
			s.readConstant(folder, n)
		case *ast.AssignStmt:
			s.readAlias(folder, n)
		}
		return true
	})
}

func (s *source) readCall(folder string, call *ast.CallExpr) {
	a, asks := s.asker(folder, call)
	if !asks || a.argument >= len(call.Args) {
		return
	}
	argument := call.Args[a.argument]
	prefix, rest := split(argument)
	text, whole := literal(rest)
	switch {
	case whole && strings.HasSuffix(text, "."):
		s.keys = append(s.keys, use{a.prefix + prefix + text, s.at(argument), true})
	case whole:
		s.keys = append(s.keys, use{a.prefix + prefix + text, s.at(argument), false})
		if a.hint {
			s.keys = append(s.keys, use{a.prefix + prefix + text + ".hint", s.at(argument), false})
		}
	case prefix != "":
		s.keys = append(s.keys, use{a.prefix + prefix, s.at(argument), true})
	}
}

// readAlias finds `t := services.T`, whose calls ask for keys as T does.
func (s *source) readAlias(folder string, assigned *ast.AssignStmt) {
	for i, value := range assigned.Rhs {
		method, is := value.(*ast.SelectorExpr)
		if !is || method.Sel.Name != "T" || i >= len(assigned.Lhs) {
			continue
		}
		if id, is := assigned.Lhs[i].(*ast.Ident); is {
			s.aliases[folder+"."+id.Name] = true
		}
	}
}

func (s *source) readConstant(folder string, spec *ast.ValueSpec) {
	id, is := spec.Type.(*ast.Ident)
	if !is {
		return
	}
	for _, value := range spec.Values {
		if text, is := literal(value); is {
			name := folder + "." + id.Name
			s.values[name] = append(s.values[name], use{key: text, at: s.at(value)})
		}
	}
}

// split takes the literal beginning off "prefix." + rest.
func split(e ast.Expr) (prefix string, rest ast.Expr) {
	sum, is := e.(*ast.BinaryExpr)
	if !is || sum.Op != token.ADD {
		return "", e
	}
	left, inner := split(sum.X)
	if text, is := literal(inner); is {
		return left + text, sum.Y
	}
	return left, inner
}

func literal(n ast.Expr) (string, bool) {
	lit, is := n.(*ast.BasicLit)
	if !is || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func (s *source) at(n ast.Node) string {
	position := s.fset.Position(n.Pos())
	name, _ := filepath.Rel(s.root, position.Filename)
	return filepath.ToSlash(name) + ":" + strconv.Itoa(position.Line)
}
