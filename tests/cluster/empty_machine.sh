#!/bin/sh
# Submits a job to a machine that sees nothing of the review: an empty folder, with the sources that Snakemake sends along.
place=$(mktemp -d "$MACHINES/XXXXXX")
mkdir "$place/config"
cp Snakefile "$place/" && cp config/config.yaml "$place/config/"
cd "$place" || exit 1
nohup sh "$1" > said.txt 2>&1 &
echo $!
