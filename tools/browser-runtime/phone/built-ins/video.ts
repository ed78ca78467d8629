import { anything, boolean, number, oneOf, string } from './attribute';
import { define } from './define';

export const video = define({
  tag: 'video',
  attributes: {
    src: string(),
    controls: boolean(true),
    autoplay: boolean(),
    loop: boolean(),
    muted: boolean(),
    initialTime: number(0),
    poster: string(),
    objectFit: oneOf('contain', 'fill', 'cover'),
    title: string(),
    duration: anything<number | null>(null),
    showFullscreenBtn: boolean(true),
    showPlayBtn: boolean(true),
    showCenterPlayBtn: boolean(true),
    showMuteBtn: boolean(),
    enableProgressGesture: boolean(true),
    enablePlayGesture: boolean(),
    autoPauseIfNavigate: boolean(true),
    autoPauseIfOpenNative: boolean(true),
  },
  create({ element, values, phone, emit }) {
    const player = document.createElement('video');
    player.playsInline = true;
    element.append(player);
    for (const name of ['play', 'pause', 'ended', 'waiting'] as const) {
      player.addEventListener(name, () => emit(name, {}));
    }
    player.addEventListener('timeupdate', () => {
      emit('timeupdate', { currentTime: player.currentTime, duration: player.duration });
    });
    player.addEventListener('loadedmetadata', () => {
      player.currentTime = values.initialTime;
      const { videoWidth: width, videoHeight: height, duration } = player;
      emit('loadedmetadata', { width, height, duration });
    });
    player.addEventListener('error', () =>
      emit('error', { errMsg: `${values.src} cannot be played` }),
    );
    return {
      update(changed) {
        const { controls, autoplay, loop, muted } = values;
        Object.assign(player, { controls, autoplay, loop, muted });
        player.style.objectFit = values.objectFit;
        if (changed.has('poster')) player.poster = phone.assetUrl(values.poster);
        if (changed.has('src')) player.src = phone.assetUrl(values.src);
      },
      disconnected: () => player.pause(),
      context: () => ({
        play: () => void player.play(),
        pause: () => player.pause(),
        stop: () => {
          player.pause();
          player.currentTime = 0;
        },
        seek: (position: number) => (player.currentTime = position),
        playbackRate: (rate: number) => (player.playbackRate = rate),
        requestFullScreen: () => void player.requestFullscreen(),
        exitFullScreen: () => void document.exitFullscreen(),
      }),
    };
  },
});
