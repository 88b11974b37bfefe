/** Says whether the machine has what the server needs beside its own packages. */
import { EXIT, type Command } from '../platform/command.ts';
import { ffmpegVersion } from '../platform/media/ffmpeg.ts';

const doctor: Command = {
  help: 'doctor\nsays whether ffmpeg is there, without which tracks are not prepared (exit code 1: it is not)',
  database: false,
  async run(ctx, argv) {
    if (argv.length > 0) {
      ctx.err('wants no arguments');
      return EXIT.badInput;
    }
    const ffmpeg = await ffmpegVersion();
    if (ctx.json) ctx.out(JSON.stringify({ ffmpeg }));
    else
      ctx.out(
        ffmpeg === null
          ? 'ffmpeg or ffprobe is missing: tracks wait until it is installed (Debian: apt install ffmpeg)'
          : `${ffmpeg}: tracks are prepared`,
      );
    return ffmpeg === null ? EXIT.failed : EXIT.done;
  },
};

export const commands: Readonly<Record<string, Command>> = { doctor };
