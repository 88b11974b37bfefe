/** The demo's projects. The texts are our own; the places are real, the projects are not. */
import type { CommunityKey } from '../communities.ts';
import { causse } from './projects-causse.ts';
import { medina } from './projects-medina.ts';
import type { DemoProject } from './project.ts';
import { rives } from './projects-rives.ts';

export const projects: Readonly<Record<CommunityKey, readonly DemoProject[]>> = { medina, rives, causse };
