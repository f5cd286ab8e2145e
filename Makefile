# Shorthands only: Maven and the distribution's scripts do the work.
.PHONY: build run test clean

build:
	mvn -q -DskipTests package

run: build
	karaf-distribution/target/assembly/bin/cumulus run

test:
	mvn -B verify

clean:
	mvn -q clean
