#!/bin/sh
# Machines that see nothing of the review: `submit JOB` starts a job in an empty folder, with the sources that Snakemake sends along,
# and prints the folder; `status FOLDER` says how the job there is.
if [ "$1" = status ]; then
    case $(cat "$2/code" 2> /dev/null) in
    "") echo running ;;
    0) echo success ;;
    *) echo failed ;;
    esac
    exit
fi
place=$(mktemp -d "$MACHINES/XXXXXX")
mkdir "$place/config"
cp Snakefile "$place/" && cp config/config.yaml "$place/config/"
cd "$place" || exit 1
(sh "$2" > said.txt 2>&1; echo $? > code.part; mv code.part code) > /dev/null 2>&1 &
echo "$place"
